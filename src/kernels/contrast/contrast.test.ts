import { describe, expect, it } from 'vitest';
import { RandomState } from '../../core/random/random-state';
import { createTestRuntime, onThreeThreads } from '../runtime/test-runtime';
import { contrastReference } from './reference';
import { ContrastiveLoss } from './wasm';

const vectors = (views: number, dims: number): Float32Array =>
  Float32Array.from(new RandomState(4).standardNormals(views * dims));

/** Sizes that fill blocks and vectors, and such that do not. */
const sizes = [
  [2, 1],
  [6, 3],
  [16, 8],
  [34, 20],
  [62, 32],
] as const;

describe('the contrastive loss', () => {
  it.each(sizes)('of %i views in %i dimensions is that of the definition', (views, dims) => {
    const z = vectors(views, dims);
    for (const temperature of [0.05, 0.5, 2]) {
      const options = { capacity: views + 6, dims, temperature };
      const { loss, gradient } = new ContrastiveLoss(createTestRuntime(), options).differentiate(z);
      const expected = contrastReference(Float64Array.from(z), dims, temperature);
      expect(loss).toBeCloseTo(expected.loss, 4);
      const size = Math.max(1e-3, ...expected.gradient.map(Math.abs));
      expected.gradient.forEach((value, i) =>
        expect(Math.abs(gradient[i] - value) / size).toBeLessThan(1e-5),
      );
    }
  });

  it('has derivatives that finite differences confirm', () => {
    const z = Float64Array.from(vectors(10, 5));
    const { gradient } = contrastReference(z, 5, 0.5);
    gradient.forEach((slope, i) => {
      const [before, after] = [-1e-5, 1e-5].map((change) =>
        contrastReference(
          z.map((value, at) => (at === i ? value + change : value)),
          5,
          0.5,
        ),
      );
      expect(slope).toBeCloseTo((after.loss - before.loss) / 2e-5, 7);
    });
  });

  it('is that of guessing where all views are alike', () => {
    const options = { capacity: 20, dims: 4, temperature: 0.1 };
    const loss = new ContrastiveLoss(createTestRuntime(), options);
    const alike = loss.differentiate(new Float32Array(80).fill(0.3));
    expect(alike.loss).toBeCloseTo(Math.log(19), 5);
    expect(Math.max(...alike.gradient.map(Math.abs))).toBeLessThan(1e-5);
  });

  it('is near 0 where partners agree and others are opposite', () => {
    const options = { capacity: 4, dims: 2, temperature: 0.1 };
    const loss = new ContrastiveLoss(createTestRuntime(), options);
    expect(loss.differentiate(Float32Array.of(5, 0, -1, 0, 1, 0, -2, 0)).loss).toBeLessThan(1e-6);
  });

  it('leaves vectors without a direction alone', () => {
    const z = vectors(8, 4).fill(0, 4, 8);
    const options = { capacity: 8, dims: 4, temperature: 0.5 };
    const { loss, gradient } = new ContrastiveLoss(createTestRuntime(), options).differentiate(z);
    expect(Number.isFinite(loss)).toBe(true);
    expect(gradient.subarray(4, 8).every((value) => value === 0)).toBe(true);
    expect(gradient.every(Number.isFinite)).toBe(true);
  });

  it('gives the same bits on three threads, and after a larger batch', () => {
    const z = vectors(34, 20);
    const options = { capacity: 50, dims: 20, temperature: 0.2 };
    const alone = new ContrastiveLoss(createTestRuntime(), options).differentiate(z);
    const shared = new ContrastiveLoss(onThreeThreads(createTestRuntime()), options);
    shared.differentiate(vectors(50, 20));
    expect(shared.differentiate(z)).toEqual(alone);
  });
});
