import type { KernelRuntime } from '../../core/kernel-runtime';
import { RandomState } from '../../core/random/random-state';
import type { PackedRows } from '../distances/pack';

/** Sampled groups of 4 and panels of 8 rows, each pair of which is a tile. */
const TILES = 20;
/** What a look at the leading columns costs besides them, in columns. */
const LOOK = 5;
/** A look must save this share of the work. */
const WORTH = 0.1;
const STEPS = 16;
/** Rows per block, as in the kernel. */
const ROWS = 256;

const squared = (values: Int16Array, a: number, b: number, from: number, to: number): number => {
  let sum = 0;
  for (let pair = from; pair < to; pair++) {
    const [i, j] = [a + pair * 16, b + pair * 16];
    sum += (values[i] - values[j]) ** 2 + (values[i + 1] - values[j + 1]) ** 2;
  }
  return sum;
};

/**
 * How many columns to look at first, so that most tiles of 4 × 8 rows are given up after them at the least cost: an even
 * number, 0 where it does not pay. Judged by some tiles and the limits (i32) of their rows.
 */
export function headColumns(kernels: KernelRuntime, X: PackedRows, limits: number): number {
  const pairs = X.columns >> 1;
  const panels = X.rows >> 3;
  const step = Math.max(2, Math.ceil(pairs / STEPS));
  const looks = Math.ceil(pairs / step) - 1;
  if (looks < 1 || panels < 2 * TILES) return 0;
  const values = new Int16Array(kernels.u8(X.packed, 1).buffer, X.packed, panels * 8 * X.columns);
  const far = kernels.i32(limits, X.rows);
  const random = new RandomState(0);
  const chosen = random.choiceWithoutReplacement(panels, 2 * TILES);
  const alive = new Uint32Array(looks);
  const place = (row: number): number => (row >> 3) * X.columns * 8 + (row & 7) * 2;
  for (let t = 0; t < TILES * TILES; t++) {
    const query = chosen[t % TILES] * 8 + (t & 4);
    const row = chosen[TILES + Math.floor(t / TILES)] * 8;
    let lasts = 0;
    for (let i = 0; i < 32 && lasts < looks; i++) {
      const [a, b] = [query + (i & 3), row + (i >> 2)];
      const limit = Math.max(far[a], far[b]);
      let sum = 0;
      let look = 0;
      for (; look < looks; look++) {
        sum += squared(values, place(a), place(b), look * step, (look + 1) * step);
        if (sum > limit) break;
      }
      lasts = Math.max(lasts, look);
    }
    for (let look = 0; look < lasts; look++) alive[look]++;
  }
  let best = { cost: (1 - WORTH) * (X.columns + LOOK), head: 0 };
  alive.forEach((count, look) => {
    const head = 2 * (look + 1) * step;
    const cost = head + LOOK + (count / TILES ** 2) * (X.columns + LOOK);
    if (cost < best.cost) best = { cost, head };
  });
  return best.head;
}

/** Σ of the squares of each row's first `head` columns (i32), in memory that is the caller's to release. */
export function headNorms(kernels: KernelRuntime, X: PackedRows, head: number): number {
  const panels = Math.ceil(X.rows / 8);
  const out = kernels.alloc(panels * 8 * 4);
  const params = [X.packed, panels * 8, X.columns, head, out];
  kernels.parallel('knnHeadNorms', 0, Math.ceil((panels * 8) / ROWS), ...params);
  return out;
}
