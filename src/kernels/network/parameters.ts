import { parameterCount, weightShape, type NetworkLayer } from './shape';
import type { Geometry } from './geometry';

/** Where a layer's parameters are in the kernels' vector; counts of floats. */
export interface Placed {
  weights: number;
  biases: number;
}

const runFloats = (geometry: Geometry): number => geometry.runBytes / 4;

/** Lays the parameters of all layers out one after another; `length` is a multiple of 8. */
export function place(geometries: readonly Geometry[]): { placed: Placed[]; length: number } {
  let length = 0;
  const placed = geometries.map((geometry) => {
    const weights = length;
    const biases = weights + geometry.outputs * geometry.rows * runFloats(geometry);
    length = biases + geometry.outputs;
    return { weights, biases };
  });
  return { placed, length };
}

/**
 * Calls back with the index of each parameter in Keras's order (kernel (h, w, in, out) or (in, out), then bias, layer by
 * layer) and in the kernels' (out, h, w·in padded to whole vectors; bias).
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
    }
    start += parameterCount(layer);
  });
}
