import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Signal, Task } from '../../core/task';

export interface SlicedCall {
  /** Export with the signature `(block, thread, ...params)`. */
  kernel: string;
  blocks: number;
  /** Blocks between two yields, so that Stop arrives: about 20 ms of work on all threads together. */
  perSlice: number;
  params: number[];
  stage: string;
}

/** Runs a parallel kernel in slices, yielding progress between them; returns the last signal, 'stop' when cut short. */
export function* inSlices(
  kernels: KernelRuntime,
  { kernel, blocks, perSlice, params, stage }: SlicedCall,
): Task<Signal> {
  // At least one block for each thread in a slice, else a helper sleeps through it.
  const step = Math.max(perSlice, kernels.threads);
  for (let from = 0; from < blocks; from += step) {
    const to = Math.min(blocks, from + step);
    kernels.parallel(kernel, from, to, ...params);
    const signal = yield { fraction: to / blocks, stage };
    if (signal === 'stop' && to < blocks) return 'stop';
  }
  return 'go';
}
