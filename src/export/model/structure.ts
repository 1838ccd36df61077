import { ExpectedFailure } from '../../core/failure';
import type { ImageShape } from '../../core/method';
import type { ConvLayer, NetworkLayer } from '../../core/network-layers';
import { EPSILON, type KerasLayer } from './keras';

/** A layer of the kernels, and the name that its weights go by in the file. */
export interface NamedLayer {
  name: string;
  layer: NetworkLayer;
  /** Batch normalisation of what it hands on: its name, and what it adds to variances. */
  normalisation?: { name: string; epsilon: number };
}

/** Layers that do nothing when a network is only used. */
const IDLE = new Set([
  'InputLayer',
  'Dropout',
  'SpatialDropout2D',
  'GaussianNoise',
  'GaussianDropout',
]);

export const refused = (why: string): ExpectedFailure =>
  new ExpectedFailure('badFile', `This model cannot be run here: ${why}. What was open was kept.`);

const isPair = (value: unknown, one: number, other: number): boolean =>
  Array.isArray(value) && value.length === 2 && value[0] === one && value[1] === other;

const whole = (value: unknown, what: string): number => {
  if (Number.isInteger(value) && (value as number) > 0) return value as number;
  throw refused(`${what} is no whole number`);
};

function inputOf(layers: readonly KerasLayer[]): ImageShape {
  const shapes = layers.map(({ config }) => config.batch_input_shape ?? config.batch_shape);
  const shape = shapes.find(Array.isArray);
  if (shape?.length !== 4) throw refused('it does not say that it takes images');
  const [height, width, channels] = shape
    .slice(1)
    .map((side) => whole(side, 'a side of its images'));
  return { height, width, channels };
}

/** Height and width of what a convolution, and its pooling, hand on. */
const sizeAfter = ({ height, width, padding, pool }: ConvLayer): [number, number] => [
  Math.floor((height + 2 * padding - 2) / pool[0]),
  Math.floor((width + 2 * padding - 2) / pool[1]),
];

function convolution({ name, ...config }: KerasLayer['config'], input: ImageShape): ConvLayer {
  const plain =
    isPair(config.kernel_size, 3, 3) &&
    isPair(config.strides ?? [1, 1], 1, 1) &&
    isPair(config.dilation_rate ?? [1, 1], 1, 1) &&
    (config.groups ?? 1) === 1 &&
    config.activation === 'relu' &&
    (config.padding === 'same' || config.padding === 'valid');
  if (!plain || (config.data_format ?? 'channels_last') !== 'channels_last')
    throw refused(`${name} is not a convolution of 3 × 3 with ReLU, step 1 and channels last`);
  return {
    kind: 'conv',
    ...input,
    outputs: whole(config.filters, `the number of filters of ${name}`),
    padding: config.padding === 'same' ? 1 : 0,
    pool: [1, 1],
  };
}

function pooled(layer: ConvLayer, { name, ...config }: KerasLayer['config']): ConvLayer {
  const size = config.pool_size;
  const [rows, cols] = Array.isArray(size) ? (size as number[]) : [];
  const [height, width] = sizeAfter(layer);
  const exact = height % rows === 0 && width % cols === 0;
  const plain =
    [rows, cols].every((side) => side === 1 || side === 2) &&
    isPair(config.strides ?? size, rows, cols) &&
    (config.padding === 'valid' || exact);
  if (!plain) throw refused(`${name} does not pool in windows of 1 or 2 side by side`);
  return { ...layer, pool: [rows as 1 | 2, cols as 1 | 2] };
}

function epsilonOf({ name, axis = -1, epsilon = EPSILON }: KerasLayer['config']): number {
  const channels = Array.isArray(axis) && axis.length === 1 ? (axis[0] as unknown) : axis;
  if ((channels === -1 || channels === 3) && typeof epsilon === 'number' && epsilon > 0)
    return epsilon;
  throw refused(`${name} does not normalise channels`);
}

/**
 * The kernels' layers that do what these of Keras do, in their order.
 * @throws ExpectedFailure where one does something that the kernels do not.
 */
export function structureOf(layers: readonly KerasLayer[]): {
  imageShape: ImageShape;
  named: NamedLayer[];
} {
  const imageShape = inputOf(layers);
  const named: NamedLayer[] = [];
  let shape: ImageShape | undefined = imageShape;
  let inputs = 0;
  const last = (): NamedLayer | undefined => named[named.length - 1];
  const active = layers.filter(({ class_name }) => !IDLE.has(class_name));
  active.forEach(({ class_name: kind, config }, i) => {
    const { name } = config;
    if (kind === 'Conv2D' && shape) {
      const layer = convolution(config, shape);
      named.push({ name, layer });
      const [height, width] = sizeAfter(layer);
      shape = { height, width, channels: layer.outputs };
    } else if (kind === 'MaxPooling2D' && shape) {
      const before = last();
      const fresh = active[i - 1]?.class_name === 'Conv2D';
      if (before?.layer.kind !== 'conv' || !fresh)
        throw refused(`${name} pools something other than a convolution`);
      before.layer = pooled(before.layer, config);
      const [height, width] = sizeAfter(before.layer);
      shape = { ...shape, height, width };
    } else if (kind === 'BatchNormalization' && shape) {
      const before = last();
      if (before?.layer.kind !== 'conv' || before.normalisation)
        throw refused(`${name} normalises something other than a convolution`);
      before.layer = { ...before.layer, normalised: true };
      before.normalisation = { name, epsilon: epsilonOf(config) };
    } else if (kind === 'Flatten' && shape) {
      inputs = shape.height * shape.width * shape.channels;
      shape = undefined;
    } else if (kind === 'Dense' && !shape) {
      const layer = dense(config, inputs, i === active.length - 1);
      named.push({ name, layer });
      inputs = layer.outputs;
    } else {
      throw refused(
        `${name} is a layer of a kind, or in a place, that is not known here (${kind})`,
      );
    }
    if (shape && (shape.height < 1 || shape.width < 1))
      throw refused(`nothing is left of its images after ${name}`);
  });
  const [first, end] = [named[0], last()];
  if (first?.layer.kind !== 'conv' || end?.layer.kind !== 'dense')
    throw refused('it does not begin with a convolution and end with a dense layer');
  for (const { name, layer } of named.slice(0, -1)) {
    if (layer.outputs % 8 !== 0)
      throw refused(`${name} has ${layer.outputs} outputs, and hidden layers need a multiple of 8`);
  }
  return { imageShape, named };
}

function dense({ name, ...config }: KerasLayer['config'], inputs: number, isLast: boolean) {
  const outputs = whole(config.units, `the number of outputs of ${name}`);
  const { activation } = config;
  const fits = isLast ? activation === 'softmax' || activation === 'linear' : activation === 'relu';
  if (!fits || (isLast && outputs < 2))
    throw refused(
      `${name} is not ${isLast ? 'an output with softmax over two classes or more' : 'a dense layer with ReLU'}`,
    );
  return { kind: 'dense' as const, inputs, outputs, relu: !isLast };
}
