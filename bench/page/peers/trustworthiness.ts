import type { Matrix } from '../../../src/core/matrix';

const NEIGHBORS = 12;
const SAMPLE = 300;

function squaredDistances(values: ArrayLike<number>, cols: number, row: number): Float64Array {
  return Float64Array.from({ length: values.length / cols }, (_, other) => {
    let sum = 0;
    for (let c = 0; c < cols; c++) sum += (values[row * cols + c] - values[other * cols + c]) ** 2;
    return other === row ? Infinity : sum;
  });
}

/** Trustworthiness (Venna & Kaski 2001) of a 2-D map by 12 neighbours, over 300 evenly spread rows. */
export function trustworthiness({ data, rows, cols }: Matrix, map: ArrayLike<number>): number {
  const sample = Math.min(SAMPLE, rows);
  let penalty = 0;
  for (let s = 0; s < sample; s++) {
    const row = Math.floor((s * rows) / sample);
    const original = squaredDistances(data, cols, row);
    const mapped = squaredDistances(map, 2, row);
    const near = Array.from(mapped.keys())
      .sort((a, b) => mapped[a] - mapped[b])
      .slice(0, NEIGHBORS);
    for (const other of near) {
      const rank = original.reduce((sum, d) => sum + (d < original[other] ? 1 : 0), 1);
      penalty += Math.max(0, rank - NEIGHBORS);
    }
  }
  const worst = (sample * NEIGHBORS * (2 * rows - 3 * NEIGHBORS - 1)) / 2;
  return 1 - penalty / worst;
}
