import { ExpectedFailure } from '../../core/failure';
import type { NetworkModel } from '../../core/models';
import type { ConvLayer, NetworkLayer } from '../../core/network-layers';
import { layersOf } from '../../methods/neural/cnn/layers';

/** A layer as Keras writes it into JSON. */
export interface KerasLayer {
  class_name: string;
  config: { name: string } & Record<string, unknown>;
}

const zeros = { class_name: 'Zeros', config: {} };
const ones = { class_name: 'Ones', config: {} };
const uniform = { class_name: 'GlorotUniform', config: { seed: null } };
const common = { trainable: true, dtype: 'float32' };
const weighted = {
  ...common,
  use_bias: true,
  kernel_initializer: uniform,
  bias_initializer: zeros,
};
const CHANNELS_LAST = { data_format: 'channels_last' };

const conv = (name: string, { outputs, padding }: ConvLayer): KerasLayer => ({
  class_name: 'Conv2D',
  config: {
    name,
    ...weighted,
    filters: outputs,
    kernel_size: [3, 3],
    strides: [1, 1],
    dilation_rate: [1, 1],
    padding: padding ? 'same' : 'valid',
    activation: 'relu',
    ...CHANNELS_LAST,
  },
});

const pooling = (name: string, { pool }: ConvLayer): KerasLayer => ({
  class_name: 'MaxPooling2D',
  config: { name, ...common, pool_size: pool, strides: pool, padding: 'valid', ...CHANNELS_LAST },
});

/** Added to variances before the root is taken, in the kernels and in Keras by default. */
export const EPSILON = 1e-3;

const normalisation = (name: string): KerasLayer => ({
  class_name: 'BatchNormalization',
  config: {
    name,
    ...common,
    axis: 3,
    momentum: 0.99,
    epsilon: EPSILON,
    center: true,
    scale: true,
    beta_initializer: zeros,
    gamma_initializer: ones,
    moving_mean_initializer: zeros,
    moving_variance_initializer: ones,
  },
});

const dense = (name: string, layer: NetworkLayer, isLast: boolean): KerasLayer => ({
  class_name: 'Dense',
  config: {
    name,
    ...weighted,
    units: layer.outputs,
    activation: isLast ? 'softmax' : layer.kind === 'dense' && layer.relu ? 'relu' : 'linear',
  },
});

/**
 * The layers of a network as Keras has them, by the names and in the order of its summary: what the kernels do in one go
 * (convolution, ReLU, pooling, normalisation) is several layers there.
 */
export function kerasLayers(model: NetworkModel): KerasLayer[] {
  const layers = layersOf(model);
  let next = 0;
  return model.layers.map(({ name, type }, i): KerasLayer => {
    const kind = /^\w+/.exec(type)?.[0];
    const current = layers[kind === 'Conv2D' || kind === 'Dense' ? next++ : next - 1];
    const first = i === 0 ? { batch_input_shape: inputShape(model) } : {};
    const layer = kerasLayer(name, kind, current, i === model.layers.length - 1);
    return { ...layer, config: { ...layer.config, ...first } };
  });
}

const inputShape = ({ build }: NetworkModel) => [null, build.height, build.width, build.channels];

function kerasLayer(
  name: string,
  kind: string | undefined,
  layer: NetworkLayer,
  isLast: boolean,
): KerasLayer {
  if (kind === 'Dense') return dense(name, layer, isLast);
  if (kind === 'Flatten')
    return { class_name: 'Flatten', config: { name, ...common, ...CHANNELS_LAST } };
  if (layer.kind === 'conv') {
    if (kind === 'Conv2D') return conv(name, layer);
    if (kind === 'MaxPooling2D') return pooling(name, layer);
    if (kind === 'BatchNormalization') return normalisation(name);
  }
  throw new ExpectedFailure('unsupported', `A layer of type ${kind} cannot be written to a file.`);
}
