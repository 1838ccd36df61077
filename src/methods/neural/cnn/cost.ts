import type { Cost } from '../../../core/cost';
import type { InputFacts } from '../../../core/method';
import type { NetworkDesign } from '../../../core/models';
import {
  convolvedSize,
  isNormalised,
  outputCount,
  parameterCount,
  type NetworkLayer,
} from '../../../kernels/network/shape';
import { changesImages } from '../training/augment';
import { buildLayers, featureLayerOf } from './layers';
import type { CnnParams } from './params';

/** A multiply-add of the network: layers are small, and zeros are left out on the way back. */
const MULTIPLY = 1.4;
/** Gathering a batch and waking threads, each step. */
const STEP = 1.5e7;
/** Steps that time the backends, and code that is not compiled yet. */
const TIMED_STEPS = 9;
const START = 4e9;
/** An image and its moved copies, where predictions are means over them. */
const VIEWS = 5;
/** Rows validated at a time. */
const VALIDATED = 128;
const SINGLE = 4;
/** Pixels of an image that is changed before a step: drawn, looked up and mixed by one thread. */
const CHANGED_PIXEL = 150;

/** Multiply-adds of one image's way forward. */
export const forward = (layers: readonly NetworkLayer[]): number =>
  layers.reduce((sum, layer) => {
    if (layer.kind === 'dense') return sum + layer.inputs * layer.outputs;
    const [height, width] = convolvedSize(layer);
    return sum + height * width * 9 * layer.channels * layer.outputs;
  }, 0);

/** Bytes of one image's activations: themselves, and while training their derivatives, lists and winners too. */
export const activations = (layers: readonly NetworkLayer[], training: boolean): number =>
  layers.reduce((sum, layer) => {
    const plain = training ? 17 : 5;
    const normalised = training ? 8 : 4;
    return sum + outputCount(layer) * (plain + (isNormalised(layer) ? normalised : 0));
  }, 0);

/** Multiply-adds of running so many images through the network once. */
const running = (layers: readonly NetworkLayer[], images: number): number =>
  MULTIPLY * forward(layers) * images;

/** Running all rows through a trained network, with moved copies where its predictions are means over them. */
export function runCost(
  { rows, nClasses = 10, imageShape }: InputFacts,
  { testShift, ...design }: Pick<CnnParams, 'testShift' | keyof NetworkDesign>,
): Cost {
  if (!imageShape) return { shared: 0, alone: 0, bytes: 0 };
  const layers = buildLayers(imageShape, nClasses, design);
  return {
    shared: running(layers, rows * (testShift > 0 ? VIEWS : 1)),
    alone: 0,
    bytes:
      VALIDATED * activations(layers, false) +
      rows * (layers[featureLayerOf(layers)].outputs + nClasses) * SINGLE,
  };
}

/** Training on the processor: a graphics card is another matter, which earlier runs tell. */
export function cnnCost(
  { rows, labelled = rows, nClasses = 10, imageShape }: InputFacts,
  params: CnnParams,
): Cost {
  if (!imageShape) return { shared: 0, alone: 0, bytes: 0 };
  const { epochs, batchSize, validationShare, testShift } = params;
  const layers = buildLayers(imageShape, nClasses, params);
  const image = running(layers, 1);
  const validation = Math.ceil(labelled * validationShare);
  const training = labelled - validation;
  const steps = epochs * Math.ceil(training / batchSize);
  const values = imageShape.height * imageShape.width * imageShape.channels;
  const pixels = values * SINGLE;
  const changed = changesImages(params) ? epochs * training * values * CHANGED_PIXEL : 0;
  const weights = layers.reduce((sum, layer) => sum + parameterCount(layer), 0) * SINGLE;
  return {
    shared:
      epochs * image * (3 * training + (testShift > 0 ? VIEWS : 1) * validation) +
      TIMED_STEPS * batchSize * 3 * image,
    alone: START + steps * STEP + changed,
    bytes:
      batchSize * (pixels + activations(layers, true)) +
      VALIDATED * (pixels + activations(layers, false)) +
      12 * weights,
  };
}
