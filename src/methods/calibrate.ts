import type { KernelRuntime } from '../core/kernel-runtime';
import { matrix } from '../core/matrix';
import { runToEnd } from '../core/task';
import { prepareRows, squaredDistanceBlock } from '../kernels/distances/wasm';

const ROWS = 192;
const COLS = 1024;
/** The first ones compile; a machine that does other things too is measured in its best moment. */
const RUNS = 40;

/** Multiply-adds in a second by all threads, of the whole-number distances: about a millisecond each time. */
export function measureSpeed(kernels: KernelRuntime, now: () => number): number {
  const mark = kernels.mark();
  try {
    // No two columns alike and none constant, so that nothing is left out.
    const pixels = Uint8Array.from({ length: ROWS * COLS }, (_, i) => (i * 7919) % 251);
    const rows = runToEnd(prepareRows(kernels, matrix(pixels, ROWS, COLS)));
    let shortest = Infinity;
    for (let run = 0; run < RUNS; run++) {
      const started = now();
      squaredDistanceBlock(kernels, rows, 0, ROWS);
      shortest = Math.min(shortest, now() - started);
    }
    return (ROWS * ROWS * rows.columns) / (shortest / 1000);
  } finally {
    kernels.release(mark);
  }
}
