import { describe, expect, it } from 'vitest';
import { matrix } from '../../core/matrix';
import { RandomState } from '../../core/random/random-state';
import { runToEnd } from '../../core/task';
import { packRows, quantiserOf } from '../distances/pack';
import { knnReference } from '../knn/reference';
import { padRows } from '../rerank/wasm';
import { createTestRuntime } from '../runtime/test-runtime';
import { groupedNeighbors, type RowGroups } from './wasm';

const [ROWS, COLS, K, GROUPS] = [700, 6, 8, 5];
const X = matrix(Float32Array.from(new RandomState(7).standardNormals(ROWS * COLS)), ROWS, COLS);
/** Groups of uneven sizes that do not begin at whole panels; one is empty. */
const starts = Uint32Array.of(0, 3, 250, 250, 601, 700);
const near = Uint32Array.from({ length: GROUPS * GROUPS }, (_, i) => {
  return (Math.floor(i / GROUPS) + (i % GROUPS)) % GROUPS;
});
const groupOf = (row: number): number => starts.findLastIndex((start) => start <= row);

function search(looks: Uint32Array, keep: number) {
  const kernels = createTestRuntime();
  const groups: RowGroups = { starts, near, looks, words: 1, looksPerRow: GROUPS };
  const packed = runToEnd(packRows(kernels, X, quantiserOf([X])));
  const rows = runToEnd(padRows(kernels, X, 'Rows'));
  return runToEnd(groupedNeighbors(kernels, { packed, X: rows, groups, keep }, K));
}

describe('groupedNeighbors', () => {
  it('finds the nearest of all rows where every row looks everywhere', () => {
    const found = search(new Uint32Array(ROWS).fill(0b11111), 3 * K);
    const expected = knnReference(X, X, K, false);
    expect(found.indices).toEqual(expected.indices);
    expected.squaredDistances.forEach((square, i) =>
      expect(found.squaredDistances[i]).toBeCloseTo(square, 4),
    );
  });

  it('finds the nearest among the groups looked at only', () => {
    // Odd rows look at groups 1 and 4, even ones at 3.
    const seen = (row: number) => (row % 2 ? [1, 4] : [3]);
    const looks = Uint32Array.from({ length: ROWS }, (_, row) =>
      seen(row).reduce((bits, group) => bits | (1 << group), 0),
    );
    const found = search(looks, 3 * K);
    const all = knnReference(X, X, ROWS - 1, false).indices;
    for (let row = 0; row < ROWS; row++) {
      const list = all.subarray(row * (ROWS - 1), (row + 1) * (ROWS - 1));
      const wanted = list.filter((other) => seen(row).includes(groupOf(other))).subarray(0, K);
      expect(found.indices.subarray(row * K, (row + 1) * K)).toEqual(wanted);
    }
  });
});
