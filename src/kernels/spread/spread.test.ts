import { describe, expect, it } from 'vitest';
import { matrix } from '../../core/matrix';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../runtime/test-runtime';
import { productReference, rbfReference } from './reference';
import { denseSpread, rbfAffinities } from './wasm';

const wave = (rows: number, cols: number, phase: number) =>
  matrix(
    Float64Array.from({ length: rows * cols }, (_, i) => Math.sin(i * 1.7 + phase)),
    rows,
    cols,
  );

describe.each([3, 4])('dense affinities in %i columns', (cols) => {
  const kernels = createTestRuntime();
  const [Q, X] = [wave(11, cols, 0.3), wave(37, cols, 1)];
  const affinities = runToEnd(rbfAffinities(kernels, Q, X, 0.8, false));
  const W = kernels.f64(affinities.pointer, 11 * 37).slice();

  it('are exp(−γd²)', () => {
    rbfReference(Q, X, 0.8).forEach((expected, i) => expect(W[i] / expected).toBeCloseTo(1, 12));
  });

  it.each([1, 2, 5])('spread %i classes as the matrix product', (classes) => {
    const F = Float64Array.from({ length: 37 * classes }, (_, i) => Math.cos(i));
    const found = runToEnd(denseSpread(kernels, affinities, F, classes));
    const expected = productReference(W, F, 37, classes);
    expect(found).toHaveLength(expected.length);
    expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 12));
  });

  it('leave out each row itself when asked', () => {
    const own = runToEnd(rbfAffinities(kernels, X, X, 0.8, true));
    const values = kernels.f64(own.pointer, 37 * 37);
    const expected = rbfReference(X, X, 0.8);
    for (let i = 0; i < 37 * 37; i++) {
      expect(values[i]).toBeCloseTo(i % 38 === 0 ? 0 : expected[i], 12);
    }
  });

  it('hold weights far below single precision', () => {
    const far = runToEnd(rbfAffinities(kernels, Q, X, 300, false));
    const values = kernels.f64(far.pointer, 11 * 37);
    expect(values.some((value) => value > 0 && value < 1e-60)).toBe(true);
  });
});
