import { describe, expect, it } from 'vitest';
import { createTestRuntime } from '../runtime/test-runtime';
import type { NetworkLayer } from './shape';
import { conv, dense, example, worst } from './test-networks';
import { KernelNetwork } from './wasm';

describe('batch normalisation', () => {
  const layers: NetworkLayer[] = [
    { ...conv([6, 6, 1], 8, 0, [2, 2]), normalised: true },
    dense(32, 3),
  ];
  const params = { learningRate: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
  const MOVING = 9 * 8 + 8 + 2 * 8;

  it('predicts by moving means and variances, which come nearer to those of each batch and are learned by no gradient', () => {
    const { weights, pixels, labels } = example(layers, 5);
    weights.fill(0, MOVING, MOVING + 8).fill(1, MOVING + 8, MOVING + 16);
    const network = new KernelNetwork(createTestRuntime(), layers, { capacity: 5, training: true });
    network.setWeights(weights);
    network.setImages(pixels, 5);
    const learned = network.differentiate(labels);
    const once = network.weights().slice(MOVING, MOVING + 16);
    const batch = once.map((value, i) => (value - 0.99 * (i < 8 ? 0 : 1)) / 0.01);
    expect(Math.min(...batch.subarray(8))).toBeGreaterThan(0);
    network.adam({ ...params, weightDecay: 0.5 });
    expect(network.weights().slice(MOVING, MOVING + 16)).toEqual(once);
    // With the batch's own moments as the moving ones, a prediction is what learning saw.
    weights.set(batch, MOVING);
    network.setWeights(weights);
    network.setImages(pixels, 5);
    expect(network.forward(5, labels).loss).toBeCloseTo(learned.loss, 3);
    expect(network.weights()).toEqual(weights);
  });
});

it('measures means and variances anew, batches counting alike', () => {
  const layers: NetworkLayer[] = [
    { ...conv([6, 6, 1], 8, 0, [2, 2]), normalised: true },
    dense(32, 3),
  ];
  const MOVING = 9 * 8 + 8 + 2 * 8;
  const { weights, pixels } = example(layers, 6);
  const network = new KernelNetwork(createTestRuntime(), layers, { capacity: 3, training: false });
  const measured = (...batches: number[]): Float32Array => {
    network.setWeights(weights);
    batches.forEach((batch, i) => {
      network.setImages(pixels.subarray(batch * 108, (batch + 1) * 108), 3);
      network.measure(3, i + 1);
    });
    return network.weights().slice(MOVING, MOVING + 16);
  };
  const [first, second] = [measured(0), measured(1)];
  expect(
    worst(
      measured(0, 1),
      first.map((value, i) => (value + second[i]) / 2),
    ),
  ).toBeLessThan(1e-6);
  expect(network.weights().slice(0, MOVING)).toEqual(weights.slice(0, MOVING));
});
