import type { ImageShape } from '../../../core/method';
import type { LayerSummary, NetworkDesign, NetworkModel } from '../../../core/models';
import {
  convolvedSize,
  isNormalised,
  outputCount,
  outputSize,
  parameterCount,
  weightShape,
  type ConvLayer,
  type NetworkLayer,
} from '../../../kernels/network/shape';

/** Filters of each convolution and whether pooling follows, and the width of the dense layer that is the network's features. */
const architectures = {
  study: {
    convolutions: [
      { outputs: 32, pools: true },
      { outputs: 64, pools: true },
      { outputs: 64, pools: false },
    ],
    features: 64,
  },
  deep: {
    convolutions: [
      { outputs: 32, pools: false },
      { outputs: 32, pools: true },
      { outputs: 64, pools: false },
      { outputs: 64, pools: true },
      { outputs: 128, pools: true },
    ],
    features: 128,
  },
} as const;
/** From this side on the study's network fits without borders. */
const FULL_SIDE = 28;

/** As the study's notebook builds it. */
export const studyDesign: NetworkDesign = { architecture: 'study', batchNormalisation: false };

/** The place of the layer whose activations are the network's features. */
export const featureLayerOf = (layers: readonly NetworkLayer[]): number => layers.length - 2;

/**
 * A network for images of this shape. The study's: convolutions of 3×3 with ReLU (32, 64, 64 filters), pooling by 2 after the
 * first two, a dense layer of 64 and one output for each class. The deep one: 32, 32, 64, 64 and 128 filters, pooling after
 * the second, fourth and fifth, and a dense layer of 128; its convolutions keep the size ('same'), as do the study's for images
 * smaller than 28 × 28. Pooling halves only the sides that stay at least 2. What convolutions hand on is normalised where the
 * design says so.
 */
export function buildLayers(
  { height, width, channels }: ImageShape,
  nClasses: number,
  { architecture, batchNormalisation }: NetworkDesign,
): NetworkLayer[] {
  const { convolutions, features } = architectures[architecture];
  const keepsSize = architecture === 'deep' || height < FULL_SIDE || width < FULL_SIDE;
  const layers: NetworkLayer[] = [];
  let shape = { height, width, channels };
  for (const { outputs, pools } of convolutions) {
    const bare: ConvLayer = {
      kind: 'conv',
      ...shape,
      outputs,
      padding: keepsSize ? 1 : 0,
      pool: [1, 1],
      ...(batchNormalisation ? { normalised: true } : {}),
    };
    const [rows, cols] = convolvedSize(bare);
    const by = (side: number): 1 | 2 => (pools && side >= 4 ? 2 : 1);
    const layer: ConvLayer = { ...bare, pool: [by(rows), by(cols)] };
    layers.push(layer);
    const [pooledRows, pooledCols] = outputSize(layer);
    shape = { height: pooledRows, width: pooledCols, channels: outputs };
  }
  const inputs = outputCount(layers[layers.length - 1]);
  layers.push({ kind: 'dense', inputs, outputs: features, relu: true });
  layers.push({ kind: 'dense', inputs: features, outputs: nClasses, relu: false });
  return layers;
}

export const layersOf = ({
  build,
  structure,
}: Pick<NetworkModel, 'build' | 'structure'>): readonly NetworkLayer[] =>
  structure ?? buildLayers(build, build.nClasses, build.design ?? studyDesign);

/** Keras's names: conv2d, conv2d_1, … */
function namer(): (base: string) => string {
  const seen = new Map<string, number>();
  return (base) => {
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    return count === 0 ? base : `${base}_${count}`;
  };
}

/** What was built, as Keras's `model.summary()` tells it, and the arrays that hold its weights. */
export function summarise(layers: readonly NetworkLayer[]) {
  const nameOf = namer();
  const summary: LayerSummary[] = [];
  const weightShapes: NetworkModel['weightShapes'] = [];
  layers.forEach((layer, l) => {
    const parameters = parameterCount(layer) - (isNormalised(layer) ? 4 * layer.outputs : 0);
    const name = nameOf(layer.kind === 'conv' ? 'conv2d' : 'dense');
    weightShapes.push({ name: `${name}/kernel`, shape: weightShape(layer) });
    weightShapes.push({ name: `${name}/bias`, shape: [layer.outputs] });
    if (layer.kind === 'dense') {
      const type = layer.relu ? 'Dense, ReLU' : 'Dense, softmax';
      summary.push({ name, type, outputShape: [layer.outputs], parameters });
      return;
    }
    const { outputs, padding, pool } = layer;
    summary.push({
      name,
      type: padding ? 'Conv2D 3 × 3 (same), ReLU' : 'Conv2D 3 × 3, ReLU',
      outputShape: [...convolvedSize(layer), outputs],
      parameters,
    });
    if (pool[0] * pool[1] > 1) {
      summary.push({
        name: nameOf('max_pooling2d'),
        type: `MaxPooling2D ${pool.join(' × ')}`,
        outputShape: [...outputSize(layer), outputs],
        parameters: 0,
      });
    }
    if (layer.normalised) {
      const norm = nameOf('batch_normalization');
      for (const part of ['gamma', 'beta', 'moving_mean', 'moving_variance'])
        weightShapes.push({ name: `${norm}/${part}`, shape: [outputs] });
      summary.push({
        name: norm,
        type: 'BatchNormalization',
        outputShape: [...outputSize(layer), outputs],
        parameters: 4 * outputs,
      });
    }
    if (layers[l + 1].kind === 'dense') {
      const outputShape = [outputCount(layer)];
      summary.push({ name: 'flatten', type: 'Flatten', outputShape, parameters: 0 });
    }
  });
  const parameters = layers.reduce((sum, layer) => sum + parameterCount(layer), 0);
  return { layers: summary, weightShapes, parameters };
}
