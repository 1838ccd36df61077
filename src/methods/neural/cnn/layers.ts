import type { ImageShape } from '../../../core/method';
import type { LayerSummary, NetworkModel } from '../../../core/models';
import {
  convolvedSize,
  outputCount,
  outputSize,
  parameterCount,
  weightShape,
  type ConvLayer,
  type NetworkLayer,
} from '../../../kernels/network/shape';

/** Filters of the three convolutions, and whether pooling follows. */
const convolutions = [
  { outputs: 32, pools: true },
  { outputs: 64, pools: true },
  { outputs: 64, pools: false },
] as const;
/** Width of the dense layer whose activations are the network's features. */
const FEATURES = 64;
/** From this side on the study's network fits without borders. */
const FULL_SIDE = 28;

/** The feature layer's place among the layers. */
export const FEATURE_LAYER = convolutions.length;

/**
 * The study's network for images of this shape: convolutions of 3×3 with ReLU (32, 64, 64 filters), pooling by 2 after the
 * first two, a dense layer of 64 and one output for each class. For images smaller than 28 × 28 the convolutions keep the
 * size ('same') and pooling halves only the sides that stay at least 2.
 */
export function buildLayers({ height, width, channels }: ImageShape, nClasses: number) {
  const small = height < FULL_SIDE || width < FULL_SIDE;
  const layers: NetworkLayer[] = [];
  let shape = { height, width, channels };
  for (const { outputs, pools } of convolutions) {
    const bare: ConvLayer = {
      kind: 'conv',
      ...shape,
      outputs,
      padding: small ? 1 : 0,
      pool: [1, 1],
    };
    const [rows, cols] = convolvedSize(bare);
    const by = (side: number): 1 | 2 => (pools && side >= 4 ? 2 : 1);
    const layer: ConvLayer = { ...bare, pool: [by(rows), by(cols)] };
    layers.push(layer);
    const [pooledRows, pooledCols] = outputSize(layer);
    shape = { height: pooledRows, width: pooledCols, channels: outputs };
  }
  const inputs = outputCount(layers[layers.length - 1]);
  layers.push({ kind: 'dense', inputs, outputs: FEATURES, relu: true });
  layers.push({ kind: 'dense', inputs: FEATURES, outputs: nClasses, relu: false });
  return layers;
}

export const layersOf = ({ build }: Pick<NetworkModel, 'build'>): NetworkLayer[] =>
  buildLayers(build, build.nClasses);

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
    const parameters = parameterCount(layer);
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
    if (layers[l + 1].kind === 'dense') {
      const outputShape = [outputCount(layer)];
      summary.push({ name: 'flatten', type: 'Flatten', outputShape, parameters: 0 });
    }
  });
  const parameters = layers.reduce((sum, layer) => sum + parameterCount(layer), 0);
  return { layers: summary, weightShapes, parameters };
}
