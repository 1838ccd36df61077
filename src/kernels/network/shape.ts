import type { ConvLayer, NetworkLayer } from '../../core/network-layers';

export type { ConvLayer, DenseLayer, NetworkLayer } from '../../core/network-layers';

export const KERNEL_SIDE = 3;

/** Height and width of a convolution before pooling. */
export const convolvedSize = ({ height, width, padding }: ConvLayer): [number, number] => [
  height + 2 * padding - KERNEL_SIDE + 1,
  width + 2 * padding - KERNEL_SIDE + 1,
];

/** Height and width of what a convolution hands on. */
export function outputSize(layer: ConvLayer): [number, number] {
  const [height, width] = convolvedSize(layer);
  return [Math.floor(height / layer.pool[0]), Math.floor(width / layer.pool[1])];
}

/** Numbers a layer hands on for one image. */
export function outputCount(layer: NetworkLayer): number {
  if (layer.kind === 'dense') return layer.outputs;
  const [height, width] = outputSize(layer);
  return height * width * layer.outputs;
}

/** Shape of a layer's weights as Keras has them: (height, width, in, out) or (in, out). */
export const weightShape = (layer: NetworkLayer): number[] =>
  layer.kind === 'conv'
    ? [KERNEL_SIDE, KERNEL_SIDE, layer.channels, layer.outputs]
    : [layer.inputs, layer.outputs];

export const isNormalised = (layer: NetworkLayer): boolean =>
  layer.kind === 'conv' && layer.normalised === true;

/** Weights and biases of a layer, and behind them what normalises it: scales, shifts, moving means and variances. */
export const parameterCount = (layer: NetworkLayer): number =>
  weightShape(layer).reduce((product, side) => product * side, 1) +
  layer.outputs * (isNormalised(layer) ? 5 : 1);
