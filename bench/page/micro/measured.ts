import type { KernelRuntime } from '../../../src/core/kernel-runtime';

/** The kind of arithmetic a kernel does most of, and with it the peak it is held against. */
export type Arithmetic = 'single' | 'double' | 'whole';

/** A kernel ready to be timed. */
export interface Prepared {
  /** One call, of at least some milliseconds. */
  run: () => void;
  /** Additions and multiplications of one call, as the mathematics counts them. */
  operations: number;
  /** Bytes that must be read or written at least once in a call. */
  bytes: number;
}

export interface Micro {
  title: string;
  arithmetic: Arithmetic;
  /** What counts as an operation where that is not an addition or multiplication. */
  counted?: string;
  prepare: (kernels: KernelRuntime) => Prepared;
}

/** Seconds of one call, shortest first, in batches that each last a tenth of a second or more. */
export function batchSeconds(run: () => void): number[] {
  run();
  let calls = 1;
  const batch = (): number => {
    const started = performance.now();
    for (let i = 0; i < calls; i++) run();
    return (performance.now() - started) / 1000;
  };
  for (let took = batch(); took < 0.1; took = batch()) calls *= took > 0.01 ? 2 : 8;
  const batches = Array.from({ length: 7 }, batch).toSorted((a, b) => a - b);
  return batches.map((seconds) => seconds / calls);
}
