import { RandomState } from '../../core/random/random-state';
import { parameterCount, type ConvLayer, type NetworkLayer } from './shape';

// Small networks for tests, and what they are run on.

export const conv = (
  [height, width, channels]: readonly [number, number, number],
  outputs: number,
  padding: 0 | 1,
  pool: ConvLayer['pool'],
): ConvLayer => ({ kind: 'conv', height, width, channels, outputs, padding, pool });
export const dense = (inputs: number, outputs: number, relu = false): NetworkLayer => ({
  kind: 'dense',
  inputs,
  outputs,
  relu,
});

/** Weights, pixels and labels drawn for a network. */
export function example(layers: NetworkLayer[], images: number) {
  const random = new RandomState(7);
  const count = layers.reduce((sum, layer) => sum + parameterCount(layer), 0);
  const weights = Float32Array.from(random.standardNormals(count), (value) => 0.3 * value);
  const [first] = layers;
  const size = first.kind === 'conv' ? first.height * first.width * first.channels : first.inputs;
  const pixels = Float32Array.from({ length: images * size }, () => random.randomSample());
  const classes = layers[layers.length - 1].outputs;
  const labels = Int32Array.from({ length: images }, () => random.randint(0, classes));
  return { weights, pixels, labels };
}

/** Largest difference, in units of the expected values' largest size. */
export function worst(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  const size = Math.max(...Array.from(expected, Math.abs));
  return Math.max(...Array.from(expected, (value, i) => Math.abs(found[i] - value))) / size;
}
