import { isNormalised, parameterCount, weightShape, type NetworkLayer } from './shape';
import type { Geometry } from './geometry';

/** Where a layer's parameters are in the kernels' vector; counts of floats. */
export interface Placed {
  weights: number;
  biases: number;
  /** Scales, and behind them shifts; where the layer is normalised. */
  scales: number;
  /** Moving means, and behind them variances: no gradient moves them. */
  moving: number;
}

const runFloats = (geometry: Geometry): number => geometry.runBytes / 4;

/** Moving means and variances begin at a multiple of so many floats: a step of Adam goes no farther. */
export const STEP_FLOATS = 1024;

/**
 * Lays the parameters of all layers out one after another, those that are learned first: `learned` of them, all in all
 * `length` floats, a multiple of 8.
 */
export function place(geometries: readonly Geometry[]) {
  let length = 0;
  const take = (floats: number): number => (length += floats) - floats;
  const learnedOf = geometries.map((geometry) => ({
    weights: take(geometry.outputs * geometry.rows * runFloats(geometry)),
    biases: take(geometry.outputs),
    scales: take(geometry.normalised * 2 * geometry.outputs),
  }));
  const learned = length;
  if (geometries.some(({ normalised }) => normalised))
    length = Math.ceil(length / STEP_FLOATS) * STEP_FLOATS;
  const placed: Placed[] = learnedOf.map((at, l) => ({
    ...at,
    moving: take(geometries[l].normalised * 2 * geometries[l].outputs),
  }));
  return { placed, learned, length };
}

/**
 * Calls back with the index of each parameter in Keras's order (kernel (h, w, in, out) or (in, out), bias, then gamma, beta,
 * moving mean and variance where there are any, layer by layer) and in the kernels' (out, h, w·in padded to whole vectors; bias).
 */
export function eachParameter(
  layers: readonly NetworkLayer[],
  geometries: readonly Geometry[],
  placed: readonly Placed[],
  visit: (keras: number, kernel: number) => void,
): void {
  let start = 0;
  layers.forEach((layer, l) => {
    const { rows, run } = geometries[l];
    const stride = runFloats(geometries[l]);
    const { outputs } = layer;
    for (let o = 0; o < outputs; o++) {
      for (let r = 0; r < rows; r++) {
        for (let k = 0; k < run; k++) {
          const keras = start + (r * run + k) * outputs + o;
          visit(keras, placed[l].weights + (o * rows + r) * stride + k);
        }
      }
      const bias = start + weightShape(layer).reduce((product, side) => product * side, 1) + o;
      visit(bias, placed[l].biases + o);
      if (!isNormalised(layer)) continue;
      const { scales, moving } = placed[l];
      const padded = geometries[l].outputs;
      [scales, scales + padded, moving, moving + padded].forEach((kernel, part) =>
        visit(bias + (part + 1) * outputs, kernel + o),
      );
    }
    start += parameterCount(layer);
  });
}
