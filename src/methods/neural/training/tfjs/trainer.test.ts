import * as tf from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { RandomState } from '../../../../core/random/random-state';
import { createTestRuntime } from '../../../../kernels/runtime/test-runtime';
import { KernelNetwork } from '../../../../kernels/network/wasm';
import type { ImageShape } from '../../../../core/method';
import { buildLayers, summarise } from '../../cnn/layers';
import { glorotUniform } from '../initial-weights';
import { KernelTrainer } from '../kernel-trainer';
import { plainPlan } from '../plan';
import type { TrainerOptions } from '../trainer';
import { openBackend } from './backend';
import { logitsOf } from './forward';
import { TfjsTrainer } from './trainer';

const kernels = createTestRuntime();
const mark = kernels.mark();
afterAll(() => kernels.release(mark));

/** The study's network on images of this shape, and a batch; few and small ones, for tfjs's CPU backend is slow. */
function example(
  { height, width, channels }: ImageShape,
  classes: number,
  count: number,
  normalised = false,
) {
  const random = new RandomState(3);
  const layers = buildLayers({ height, width, channels }, classes, {
    architecture: 'study',
    batchNormalisation: normalised,
  });
  const weights = glorotUniform(layers, random);
  const size = height * width * channels;
  const images = Float32Array.from({ length: count * size }, () => random.randomSample());
  const labels = Int32Array.from({ length: count }, () => random.randint(0, classes));
  return { layers, weights, images, labels, tensorShape: [count, height, width, channels] };
}

const worst = (found: ArrayLike<number>, expected: ArrayLike<number>): number =>
  Math.max(...Array.from(expected, (value, i) => Math.abs(found[i] - value)));

/** Adam turns the rounding of a derivative near zero into a whole step: single weights may differ, their mean does not. */
const meanOf = (found: ArrayLike<number>, expected: ArrayLike<number>): number =>
  Array.from(expected, (value, i) => Math.abs(found[i] - value)).reduce(
    (sum, one) => sum + one,
    0,
  ) / expected.length;

describe.each([
  ['28 × 28', { height: 28, width: 28, channels: 1 }, 10, 1, false],
  ['8 × 8', { height: 8, width: 8, channels: 1 }, 10, 2, false],
  ['8 × 8, normalised', { height: 8, width: 8, channels: 1 }, 10, 3, true],
  ['4 × 9 in colour', { height: 4, width: 9, channels: 3 }, 3, 3, false],
] as const)('on images of %s', (_, shape, classes, count, normalised) => {
  const { layers, weights, images, labels, tensorShape } = example(
    shape,
    classes,
    count,
    normalised,
  );

  it('the kernels have the derivatives of tfjs’s CPU backend', async () => {
    await openBackend('cpu');
    const network = new KernelNetwork(kernels, layers, { capacity: count, training: true });
    network.setWeights(weights);
    network.setImages(images, count);
    const { loss } = network.differentiate(labels);
    let at = 0;
    const all = summarise(layers).weightShapes.map(({ name, shape: dims }) => {
      const size = dims.reduce((product, side) => product * side, 1);
      at += size;
      const values = tf.tensor(weights.slice(at - size, at), dims);
      return { name, variable: tf.variable(values, !name.includes('moving')) };
    });
    const starts = all.flatMap(({ name }, i) => (name.endsWith('/kernel') ? [i] : []));
    const variables = starts.map((from, l) =>
      all.slice(from, starts[l + 1]).map(({ variable }) => variable),
    );
    const target = tf.oneHot(tf.tensor1d(labels, 'int32'), classes);
    const { value, grads } = tf.variableGrads(
      () =>
        tf.losses.softmaxCrossEntropy(
          target,
          logitsOf(layers, variables, tf.tensor(images, tensorShape)),
        ),
      variables.flat().filter(({ trainable }) => trainable),
    );
    expect(loss / count).toBeCloseTo(value.dataSync()[0], 5);
    const expected = variables
      .flat()
      .flatMap(({ name, size: length }) => [
        ...((grads[name] as tf.Tensor | undefined)?.dataSync() ?? new Float32Array(length)),
      ]);
    const largest = Math.max(...expected.map(Math.abs));
    expect(worst(network.gradient(), expected) / largest).toBeLessThan(normalised ? 2e-5 : 2e-6);
    tf.disposeVariables();
  });
});

describe.each<[string, TrainerOptions['plan'], boolean]>([
  ['plainly', plainPlan, false],
  [
    'with all that regularises',
    { weightAveraging: 0.5, weightDecay: 0.1, labelSmoothing: 0.1 },
    true,
  ],
])('trained %s', (_, plan, drops) => {
  it('kernels and tfjs agree, go on where the other was, and tfjs keeps no tensor from step to step', async () => {
    const shape = { height: 4, width: 5, channels: 1 };
    const { layers, weights, images, labels } = example(shape, 3, 4, drops);
    const dense = layers.find(({ kind }) => kind === 'dense');
    const inputs = dense?.kind === 'dense' ? dense.inputs : 0;
    const dropout = Float32Array.from({ length: 4 * inputs }, (_value, i) => (i % 3 ? 1.5 : 0));
    const batch = { images, labels, ...(drops ? { dropout } : {}) };
    await openBackend('cpu');
    const before = tf.memory().numTensors;
    const options = { layers, start: weights, batchSize: 4, plan };
    const ours = new KernelTrainer(kernels, options);
    const theirs = await TfjsTrainer.open('cpu', options);
    const held: number[] = [];
    for (let step = 0; step < 3; step++) {
      ours.step(batch, 1e-3);
      theirs.step(batch, 1e-3);
      held.push(tf.memory().numTensors);
    }
    expect(new Set(held).size).toBe(1);
    const [mine, other] = [ours.takeScore(), await theirs.takeScore()];
    expect(mine.right).toBe(other.right);
    expect(mine.loss).toBeCloseTo(other.loss, 3);
    expect(meanOf(ours.weights(), await theirs.weights())).toBeLessThan(1e-5);

    const after = await TfjsTrainer.open('cpu', { ...options, start: ours.state() });
    const back = new KernelTrainer(kernels, { ...options, start: await after.state() });
    expect(back.state()).toEqual(ours.state());
    for (const trainer of [ours, after, back]) trainer.step(batch, 1e-3);
    expect(back.weights()).toEqual(ours.weights());
    expect(meanOf(await after.weights(), ours.weights())).toBeLessThan(1e-5);
    back.dispose();
    ours.dispose();
    theirs.dispose();
    after.dispose();
    expect(tf.memory().numTensors - before).toBe(0);
  });
});

it('a backend that is not there is named', async () => {
  await expect(openBackend('webgl')).rejects.toThrow(/WebGL does not work in this browser/);
  await expect(openBackend('webgpu')).rejects.toThrow(/WebGPU does not work in this browser/);
});
