import { describe, expect, it } from 'vitest';
import type { LabellingModel } from '../../core/models';
import type { RunResult } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import { confidentCsv, thresholdFor, trustOf } from './trust';

const table = {
  classes: ['cat', 'dog'],
  labels: Int32Array.of(0, 1, 1, -1, 0),
} as unknown as ImageTable;

/** Row 4 and row 1 were given; the rest in this order: 2, 0, 3. Nothing reached the last. */
const spec = { action: 'fit' } as RunResult['spec'];
const result = { rows: Uint32Array.of(4, 1, 2, 0, 3), labelledCount: 2, spec } as RunResult;
const model = {
  kind: 'labelling',
  labels: Int32Array.of(0, 1, 1, 1, 0),
  distributions: Float32Array.of(1, 0, 0, 1, 0.125, 0.875, 0.375, 0.625, 0, 0),
  nClasses: 2,
} as unknown as LabellingModel;

describe('trust in spread labels', () => {
  const trust = trustOf(result, model, table);

  it('is of the rows whose label was hidden, the surest first', () => {
    expect(Array.from(trust.rows)).toEqual([2, 0, 3]);
    expect(Array.from(trust.confidence)).toEqual([0.875, 0.625, 0]);
    expect(Array.from(trust.right)).toEqual([1, 0, -1]);
    expect(Array.from(trust.order)).toEqual([0, 1, 2]);
  });

  it('has the confidence of the last row that is kept as its threshold', () => {
    expect(thresholdFor(trust, 1 / 3)).toBe(0.875);
    expect(thresholdFor(trust, 2 / 3)).toBe(0.625);
    expect(thresholdFor(trust, 1)).toBe(0);
    expect(thresholdFor(trust, 0)).toBe(0.875);
  });

  it('gives the given labels away with the spread ones that are sure enough', () => {
    expect(confidentCsv(result, trust, 0.7, table)).toEqual({
      header: ['row', 'label', 'source', 'confidence'],
      rows: [
        [4, 'cat', 'given', 1],
        [1, 'dog', 'given', 1],
        [2, 'dog', 'spread', 0.875],
      ],
    });
  });

  it('knows nothing right or wrong without true labels', () => {
    expect(Array.from(trustOf(result, model, undefined).right)).toEqual([-1, -1, -1]);
  });
});
