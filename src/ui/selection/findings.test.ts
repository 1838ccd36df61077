import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import { findingsOn } from './findings';
import { selectionCsv } from './selection-csv';

const table = { labels: Int32Array.of(0, 1, 1, -1, 0), classes: ['cat', 'dog'] } as ImageTable;
const selection = {
  source: { table: 'train', fingerprint: 'f', id: 'clusters' },
  rows: Uint32Array.of(1, 3),
  origin: 'lasso',
} as const;

const clusters = {
  id: 'clusters',
  name: 'k-means',
  fingerprint: 'f',
  rows: Uint32Array.of(3, 1, 0),
  evaluation: { kind: 'clustering', mapping: Int32Array.of(0, 1) },
  value: {
    kind: 'model',
    model: { kind: 'clustering', labels: Int32Array.of(1, 0, 0), nClusters: 2 },
  },
} as unknown as RunResult;
const predictions = {
  id: 'predictions',
  name: 'CNN',
  fingerprint: 'f',
  rows: Uint32Array.of(1, 2),
  value: { kind: 'predictions', prediction: { labels: Int32Array.of(1, 0) } },
} as unknown as RunResult;
const elsewhere = { ...predictions, id: 'elsewhere', rows: Uint32Array.of(0, 2) };
const otherTable = { ...predictions, id: 'other', fingerprint: 'g' };

const all = [clusters, predictions, elsewhere, otherTable];

describe('what results say of selected rows', () => {
  it('begins with the result they were selected in, and leaves out those that are silent', () => {
    expect(findingsOn(selection, all, table).map(({ id }) => id)).toEqual([
      'clusters',
      'predictions',
    ]);
  });

  it('is the cluster or the class, row by row of the table', () => {
    const [own, other] = findingsOn(selection, all, table);
    expect([1, 3, 2].map(own.say)).toEqual(['cluster 0', 'cluster 1', undefined]);
    expect([1, 3].map(other.say)).toEqual(['dog', undefined]);
  });

  it('is wrong where a known label is another one', () => {
    const [own, other] = findingsOn(selection, all, table);
    expect([1, 3, 0, 2].map(own.isWrong)).toEqual([true, false, false, false]);
    expect([1, 2].map(other.isWrong)).toEqual([false, true]);
  });

  it('goes into the file, a column for each result', () => {
    expect(selectionCsv(selection, all, table)).toEqual({
      header: ['row', 'label', 'cluster (k-means)', 'predicted (CNN)'],
      rows: [
        [1, 'dog', 'cluster 0', 'dog'],
        [3, '', 'cluster 1', ''],
      ],
    });
  });
});
