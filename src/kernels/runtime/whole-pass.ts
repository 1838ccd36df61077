import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Signal, Task } from '../../core/task';

export interface WholePass {
  /** Export with the signature `(block, thread, ...params)`. */
  kernel: string;
  blocks: number;
  /** Multiply-adds of a block, or what costs as much. */
  workPerBlock: number;
  params: number[];
  stage: string;
}

/** Done by one thread in about 20 ms. */
const WORK_PER_SLICE = 30_000_000;

/**
 * Runs a parallel kernel over all its blocks, whatever is signalled: for passes of which a half is of no use. Yields between
 * slices of about 20 ms and returns 'stop' when one came.
 */
export function* wholePass(
  kernels: KernelRuntime,
  { kernel, blocks, workPerBlock, params, stage }: WholePass,
): Task<Signal> {
  const step = Math.max(1, Math.ceil(WORK_PER_SLICE / workPerBlock)) * kernels.threads;
  let signal: Signal = 'go';
  for (let from = 0; from < blocks; from += step) {
    const to = Math.min(blocks, from + step);
    kernels.parallel(kernel, from, to, ...params);
    if (to < blocks && (yield { fraction: to / blocks, stage }) === 'stop') signal = 'stop';
  }
  return signal;
}
