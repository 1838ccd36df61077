import { describe, expect, it } from 'vitest';
import { matrix, type Matrix } from '../../core/matrix';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../runtime/test-runtime';
import { padRows } from '../rerank/wasm';
import { covarianceProductReference } from './reference';
import { CovarianceProduct } from './wasm';

const wave = (length: number) => Array.from({ length }, (_, i) => 100 + 90 * Math.sin(i * i * 0.7));
const [ROWS, COLS] = [1100, 19];

const cases: [string, Matrix][] = [
  ['bytes', matrix(Uint8Array.from(wave(ROWS * COLS)), ROWS, COLS)],
  ['single precision', matrix(Float32Array.from(wave(ROWS * COLS)), ROWS, COLS)],
  ['double precision', matrix(Float64Array.from(wave(ROWS * COLS)), ROWS, COLS)],
];

describe.each(cases)('the covariance of %s', (_, X) => {
  const kernels = createTestRuntime();
  const product = new CovarianceProduct(kernels, runToEnd(padRows(kernels, X, 'Start')));
  const v = Float64Array.from({ length: COLS }, (_, i) => Math.cos(i));

  it('times a vector is that of the whole matrix', () => {
    const expected = covarianceProductReference(X, v);
    const scale = Math.max(...expected.map(Math.abs));
    product.multiply(v).forEach((value, c) => {
      expect((value - expected[c]) / scale).toBeCloseTo(0, 5);
    });
  });

  it('gives centred scores', () => {
    const scores = product.scores(v);
    const sum = scores.reduce((total, score) => total + score, 0);
    const size = scores.reduce((total, score) => total + Math.abs(score), 0);
    expect(sum / size).toBeCloseTo(0, 5);
  });
});
