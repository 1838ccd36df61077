import { describe, expect, it } from 'vitest';
import type { KernelRuntime } from '../../core/kernel-runtime';
import { RandomState } from '../../core/random/random-state';
import { createTestRuntime, onThreeThreads } from '../runtime/test-runtime';
import { networkReference, passReference } from './reference';
import { outputCount, type NetworkLayer } from './shape';
import { conv, dense, example, worst } from './test-networks';
import { KernelNetwork } from './wasm';

/** Layers of every kind: borders or none, each pooling window, odd sizes, colours, outputs that fill no panel. */
const networks: [string, NetworkLayer[]][] = [
  ['pooled, without borders', [conv([9, 9, 1], 8, 0, [2, 2]), dense(72, 3)]],
  [
    'with borders, two convolutions, colour',
    [conv([5, 7, 3], 8, 1, [2, 2]), conv([2, 3, 8], 16, 1, [1, 1]), dense(96, 5)],
  ],
  ['pooled by rows', [conv([7, 3, 1], 8, 1, [2, 1]), dense(72, 2)]],
  ['pooled by columns', [conv([3, 7, 4], 8, 0, [1, 2]), dense(16, 11)]],
  [
    'normalised, with borders and without',
    [
      { ...conv([7, 6, 2], 16, 1, [2, 2]), normalised: true },
      { ...conv([3, 3, 16], 8, 0, [1, 1]), normalised: true },
      dense(8, 8, true),
      dense(8, 3),
    ],
  ],
  ['dense only', [dense(20, 16, true), dense(16, 4)]],
  [
    'as the study builds it, narrow',
    [
      conv([14, 14, 1], 8, 0, [2, 2]),
      conv([6, 6, 8], 8, 0, [2, 2]),
      dense(32, 8, true),
      dense(8, 10),
    ],
  ],
];

/** Every third input dropped, the others larger in turn. */
function dropoutFor(layers: NetworkLayer[], images: number): Float32Array {
  const dense = layers.find(({ kind }) => kind === 'dense');
  const inputs = dense?.kind === 'dense' ? dense.inputs : 0;
  return Float32Array.from({ length: images * inputs }, (_, i) => (i % 3 === 0 ? 0 : 1.5));
}

const separate = (pixels: Float32Array, images: number): Float64Array[] =>
  Array.from({ length: images }, (_, n) => {
    const size = pixels.length / images;
    return Float64Array.from(pixels.subarray(n * size, (n + 1) * size));
  });

function differentiated(
  layers: NetworkLayer[],
  images: number,
  kernels: KernelRuntime = createTestRuntime(),
) {
  const { weights, pixels, labels } = example(layers, images);
  const network = new KernelNetwork(kernels, layers, { capacity: images, training: true });
  network.setWeights(weights);
  network.setImages(pixels, images);
  const { loss, right } = network.differentiate(labels);
  return { network, loss, right, gradient: network.gradient() };
}

/** What comes out, and what goes back from the derivatives given. */
function outputsOf(layers: NetworkLayer[], images: number, derivatives?: Float32Array) {
  const { weights, pixels } = example(layers, images);
  const network = new KernelNetwork(createTestRuntime(), layers, {
    capacity: images,
    training: true,
  });
  network.setWeights(weights);
  network.setImages(pixels, images);
  const outputs = network.outputs(images);
  if (derivatives) network.backward(derivatives);
  return { outputs, gradient: network.gradient(), classes: network.classes };
}

const reference = (layers: NetworkLayer[], images: number) => {
  const { weights, pixels, labels } = example(layers, images);
  const values = separate(pixels, images);
  return networkReference(layers, Float64Array.from(weights), values, labels);
};

describe.each(networks)('a network %s', (_, layers) => {
  it.each([1, 4, 7])('has the loss and derivatives of the definition on %i images', (images) => {
    const { network, loss, gradient } = differentiated(layers, images);
    const expected = reference(layers, images);
    expect(loss / images).toBeCloseTo(expected.loss, 5);
    expect(
      worst(
        network.probabilities(images),
        expected.probabilities.flatMap((p) => [...p]),
      ),
    ).toBeLessThan(1e-5);
    expect(worst(gradient, expected.gradient)).toBeLessThan(1e-5);
  });

  it('has those with smoothed labels and inputs dropped too, and finite differences confirm them', () => {
    const { weights, pixels, labels } = example(layers, 3);
    const values = separate(pixels, 3);
    const regularised = { smoothing: 0.2, dropout: dropoutFor(layers, 3) };
    const network = new KernelNetwork(createTestRuntime(), layers, {
      capacity: 3,
      training: true,
    });
    network.setWeights(weights);
    network.setImages(pixels, 3);
    const { loss } = network.differentiate(labels, regularised);
    const gradient = network.gradient();
    const at = (theta: Float64Array) =>
      networkReference(layers, theta, values, labels, regularised);
    const expected = at(Float64Array.from(weights));
    expect(loss / 3).toBeCloseTo(expected.loss, 5);
    expect(worst(gradient, expected.gradient)).toBeLessThan(1e-5);
    const size = Math.max(...gradient.map(Math.abs));
    const random = new RandomState(2);
    for (let draw = 0; draw < 20; draw++) {
      const place = random.interval(weights.length - 1);
      const [before, after] = [-1e-6, 1e-6].map((change) => {
        const moved = Float64Array.from(weights);
        moved[place] += change;
        return at(moved).loss;
      });
      expect(Math.abs(gradient[place] - (after - before) / 2e-6) / size).toBeLessThan(1e-4);
    }
  });

  it('has derivatives that finite differences confirm', () => {
    const { weights, pixels, labels } = example(layers, 2);
    const values = separate(pixels, 2);
    const { gradient } = differentiated(layers, 2);
    const step = 1e-6;
    const random = new RandomState(1);
    const size = Math.max(...gradient.map(Math.abs));
    for (let draw = 0; draw < 40; draw++) {
      const at = random.interval(weights.length - 1);
      const lossAt = (change: number) => {
        const moved = Float64Array.from(weights);
        moved[at] += change;
        return networkReference(layers, moved, values, labels).loss;
      };
      const slope = (lossAt(step) - lossAt(-step)) / (2 * step);
      expect(Math.abs(gradient[at] - slope) / size).toBeLessThan(1e-4);
    }
  });

  it('goes back from derivatives by its outputs, as the definition and finite differences say', () => {
    const { weights, pixels } = example(layers, 3);
    const values = separate(pixels, 3);
    const { classes } = outputsOf(layers, 3);
    // A loss that is a weighted sum of all outputs: its derivatives by them are the weights.
    const factors = Float32Array.from(new RandomState(8).standardNormals(3 * classes));
    const factorsOf = (n: number) =>
      Float64Array.from(factors.subarray(n * classes, (n + 1) * classes));
    const at = (theta: Float64Array) =>
      passReference(layers, theta, values, (_outputs, n) => factorsOf(n));
    const { outputs, gradient } = outputsOf(layers, 3, factors);
    const expected = at(Float64Array.from(weights));
    expect(
      worst(
        outputs,
        expected.outputs.flatMap((y) => [...y]),
      ),
    ).toBeLessThan(1e-5);
    expect(worst(gradient, expected.gradient)).toBeLessThan(1e-5);
    const lossOf = (theta: Float64Array): number =>
      at(theta)
        .outputs.flatMap((y) => [...y])
        .reduce((sum, value, i) => sum + factors[i] * value, 0);
    const size = Math.max(...gradient.map(Math.abs));
    const random = new RandomState(3);
    for (let draw = 0; draw < 20; draw++) {
      const place = random.interval(weights.length - 1);
      const [before, after] = [-1e-6, 1e-6].map((change) => {
        const moved = Float64Array.from(weights);
        moved[place] += change;
        return lossOf(moved);
      });
      expect(Math.abs(gradient[place] - (after - before) / 2e-6) / size).toBeLessThan(1e-4);
    }
  });

  it('gives the same bits on three threads', () => {
    const alone = differentiated(layers, 7);
    const shared = differentiated(layers, 7, onThreeThreads(createTestRuntime()));
    expect(shared.gradient).toEqual(alone.gradient);
    expect(shared.loss).toBe(alone.loss);
  });

  it('hands weights back as they were given', () => {
    const { weights } = example(layers, 1);
    const network = new KernelNetwork(createTestRuntime(), layers, {
      capacity: 1,
      training: false,
    });
    network.setWeights(weights);
    expect(network.weights()).toEqual(weights);
  });
});

describe('Adam', () => {
  it('steps in Keras’s form', () => {
    const layers = [dense(3, 2)];
    const { network, gradient } = differentiated(layers, 4);
    const theta = Float64Array.from(network.weights());
    const [rate, beta1, beta2, epsilon] = [1e-2, 0.9, 0.999, 1e-7];
    const m = new Float64Array(theta.length);
    const v = new Float64Array(theta.length);
    for (let step = 1; step <= 3; step++) {
      network.adam({ learningRate: rate, beta1, beta2, epsilon });
      const corrected = (rate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
      gradient.forEach((g, i) => {
        m[i] = beta1 * m[i] + (1 - beta1) * g;
        v[i] = beta2 * v[i] + (1 - beta2) * g * g;
        theta[i] -= (corrected * m[i]) / (Math.sqrt(v[i]) + epsilon);
      });
    }
    expect(worst(network.weights(), theta)).toBeLessThan(1e-6);
  });
});

describe('weight decay and averaging', () => {
  it('shrinks the weights beside Adam’s step, by the rate', () => {
    const params = { learningRate: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
    const plain = differentiated([dense(3, 2)], 4).network;
    const decayed = differentiated([dense(3, 2)], 4).network;
    const before = plain.weights();
    plain.adam(params);
    decayed.adam({ ...params, weightDecay: 0.5 });
    const expected = plain.weights().map((value, i) => value - 0.005 * before[i]);
    expect(worst(decayed.weights(), expected)).toBeLessThan(1e-6);
  });

  it('keeps the exponential mean of the weights', () => {
    const { network } = differentiated([dense(3, 2)], 4);
    const mean = Float64Array.from(network.weights());
    for (let step = 1; step <= 5; step++) {
      network.adam({ learningRate: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 });
      network.average(0.3);
      const decay = Math.min(0.3, (1 + step) / (10 + step));
      network.weights().forEach((value, i) => (mean[i] += (1 - decay) * (value - mean[i])));
    }
    expect(worst(network.averagedWeights(), mean)).toBeLessThan(1e-6);
    expect(network.averagedWeights()).not.toEqual(network.weights());
  });
});

describe('outputCount', () => {
  it('leaves out what fills no pooling window', () => {
    expect(outputCount(conv([13, 13, 32], 64, 0, [2, 2]))).toBe(5 * 5 * 64);
  });
});
