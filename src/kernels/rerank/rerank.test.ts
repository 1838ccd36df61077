import { describe, expect, it } from 'vitest';
import { matrix, type Matrix } from '../../core/matrix';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../runtime/test-runtime';
import { rerankReference } from './reference';
import { allocateLists, nearestOfListed, padRows, project, readLists, rerank } from './wasm';

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

/** The candidates of some rows as a search leaves them: keys of (searched distance, row), more than are kept. */
function placeCandidates(
  kernels: ReturnType<typeof createTestRuntime>,
  base: number,
  rows: number,
) {
  const [capacity, keep] = [COUNT + 6, COUNT];
  const keys = kernels.alloc(rows * capacity * 8);
  const counts = kernels.alloc(rows * 4);
  kernels.u32(counts, rows).fill(COUNT + 3);
  const words = kernels.u32(keys, rows * capacity * 2);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < COUNT + 3; i++) {
      const at = (row * capacity + i) * 2;
      words[at] = i < COUNT ? candidates[(base + row) * COUNT + i] : 0;
      words[at + 1] = i < COUNT ? i : 1000;
    }
  }
  return { keys, counts, capacity, keep };
}

const cases: [string, Matrix][] = [
  ['bytes', matrix(Uint8Array.from(values), ROWS, COLS, 1 / 255)],
  ['single precision', matrix(Float32Array.from(values), ROWS, COLS)],
  ['double precision, scaled', matrix(Float64Array.from(values), ROWS, COLS, 0.5)],
];

describe.each(cases)('rows of %s', (_, X) => {
  const kernels = createTestRuntime();
  const padded = runToEnd(padRows(kernels, X, 'Rows'));

  it('are ranked by true distance', () => {
    const store = allocateLists(kernels, ROWS, K);
    const half = ROWS >> 1;
    // In two parts, as large tables are: each with lists of its own.
    for (const base of [0, half]) {
      const lists = placeCandidates(kernels, base, half);
      runToEnd(rerank(kernels, padded, lists, { base, rows: half }, store));
    }
    const found = readLists(kernels, store, ROWS, padded.scale);
    rerankReference(X, candidates, K).forEach((list, row) => {
      list.forEach(([index, square], j) => {
        expect(found.indices[row * K + j]).toBe(index);
        const ratio = (found.squaredDistances[row * K + j] + 1) / (square + 1);
        expect(ratio).toBeCloseTo(1, 5);
      });
    });
  });

  it('are compared with all others', () => {
    const listed = Uint32Array.of(5, 0, 299, 150);
    const found = runToEnd(nearestOfListed(kernels, padded, listed, K));
    const others = (row: number) =>
      Uint32Array.from({ length: ROWS }, (_, i) => i).filter((other) => other !== row);
    const all = Uint32Array.from(Array.from({ length: ROWS }, (_, row) => [...others(row)]).flat());
    const expected = rerankReference(X, all, K);
    listed.forEach((row, at) => {
      expected[row].forEach(([index, square], j) => {
        expect(found.indices[at * K + j]).toBe(index);
        expect((found.squaredDistances[at * K + j] + 1) / (square + 1)).toBeCloseTo(1, 5);
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
