import { describe, expect, it } from 'vitest';
import { matrix, type Matrix } from '../../core/matrix';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../runtime/test-runtime';
import { rerankReference } from './reference';
import { padRows, project, rerank } from './wasm';

const [ROWS, COLS, COUNT, K] = [300, 37, 25, 9];
const wave = Array.from({ length: ROWS * COLS }, (_, i) =>
  Math.max(0, 200 * Math.sin(i * i * 0.31)),
);
/** Rows 100 … 199 repeat the first hundred, so that there are ties. */
const values = wave.map((value, i) =>
  i >= 100 * COLS && i < 200 * COLS ? wave[i - 100 * COLS] : value,
);
const candidates = Uint32Array.from({ length: ROWS * COUNT }, (_, i) => {
  const row = Math.floor(i / COUNT);
  return (row + 1 + (i % COUNT) * 11) % ROWS;
});

const cases: [string, Matrix][] = [
  ['bytes', matrix(Uint8Array.from(values), ROWS, COLS, 1 / 255)],
  ['single precision', matrix(Float32Array.from(values), ROWS, COLS)],
  ['double precision, scaled', matrix(Float64Array.from(values), ROWS, COLS, 0.5)],
];

describe.each(cases)('rows of %s', (_, X) => {
  const kernels = createTestRuntime();
  const padded = runToEnd(padRows(kernels, X, 'Rows'));

  it('are ranked by true distance', () => {
    const found = runToEnd(rerank(kernels, padded, candidates, K));
    rerankReference(X, candidates, K).forEach((list, row) => {
      list.forEach(([index, square], j) => {
        expect(found.indices[row * K + j]).toBe(index);
        const ratio = (found.squaredDistances[row * K + j] + 1) / (square + 1);
        expect(ratio).toBeCloseTo(1, 5);
      });
    });
  });

  it('are projected on directions through their mean', () => {
    const directions = [1, 2, 3].map((d) =>
      Float64Array.from({ length: COLS }, (_, c) => Math.sin(d * c)),
    );
    const stored = X.data instanceof Uint8Array ? 1 : X.scale;
    const means = Float64Array.from({ length: COLS }, (_, c) => {
      let sum = 0;
      for (let row = 0; row < ROWS; row++) sum += X.data[row * COLS + c] * stored;
      return sum / ROWS;
    });
    const scores = project(kernels, padded, directions, means);
    expect([scores.rows, scores.cols]).toEqual([ROWS, 3]);
    scores.data.forEach((score, i) => {
      const [row, direction] = [Math.floor(i / 3), directions[i % 3]];
      let expected = 0;
      for (let c = 0; c < COLS; c++)
        expected += (X.data[row * COLS + c] * stored - means[c]) * direction[c];
      expect((score - expected) / 500).toBeCloseTo(0, 5);
    });
  });
});
