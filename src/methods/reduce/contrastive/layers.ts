import { gradientColumns } from '../../../core/oriented-gradients';
import type { ImageShape } from '../../../core/method';
import { parameterCount, type NetworkLayer } from '../../../kernels/network/shape';

/** Width of the encoder: what it hands on are the features, before principal components are taken of them. */
export const WIDTH = 256;
/** Widths of the head: two hidden layers, and what the loss compares. */
const HEAD = [64, 64] as const;
export const COMPARED = 32;

const dense = (inputs: number, outputs: number, relu: boolean): NetworkLayer => ({
  kind: 'dense',
  inputs,
  outputs,
  relu,
});

/**
 * What is kept in the end: one layer on the edge directions of an image, without ReLU, so that it only weighs what they tell by
 * how well it is known again.
 */
export const encoderLayers = (shape: ImageShape): NetworkLayer[] => [
  dense(gradientColumns(shape), WIDTH, false),
];

/**
 * The encoder and the head that the loss is taken behind, of three layers: what the head may forget for the loss's sake, the
 * features keep (Chen et al., NeurIPS 2020, section 2).
 */
export const trainedLayers = (shape: ImageShape): NetworkLayer[] => [
  ...encoderLayers(shape),
  dense(WIDTH, HEAD[0], true),
  dense(HEAD[0], HEAD[1], true),
  dense(HEAD[1], COMPARED, false),
];

export const parametersOf = (layers: readonly NetworkLayer[]): number =>
  layers.reduce((sum, layer) => sum + parameterCount(layer), 0);
