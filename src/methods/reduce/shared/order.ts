import { RandomState } from '../../../core/random/random-state';

/** At most so many rows, drawn by a fixed seed: evenly spaced ones would all be of one kind in a table with a period. */
export function someRows(rows: number, most: number): Uint32Array {
  return new RandomState(0).choiceWithoutReplacement(rows, Math.min(rows, most));
}

/** Puts row-major values (rows × dims) that are in the given order back into the rows' own. */
export function inOwnOrder(values: Float32Array, order: Uint32Array, dims: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let place = 0; place < order.length; place++) {
    for (let d = 0; d < dims; d++) out[order[place] * dims + d] = values[place * dims + d];
  }
  return out;
}
