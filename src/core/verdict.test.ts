import { describe, expect, it } from 'vitest';
import { confusionMatrix } from './metrics/confusion';
import type { RunResult } from './run';
import { mistakenRows, rowsOfCell, verdictOf } from './verdict';

/** Classes of a table of eight rows; row 7 has none. */
const labels = Int32Array.of(0, 1, 2, 0, 1, 2, 0, -1);
const rows = Uint32Array.of(6, 4, 2, 7, 1);

const results = {
  clustering: {
    rows,
    evaluation: { kind: 'clustering', mapping: Int32Array.of(1, 0) },
    value: { kind: 'model', model: { kind: 'clustering', labels: Int32Array.of(1, 0, 0, 0, 1) } },
  },
  labelling: {
    rows,
    labelledCount: 1,
    value: { kind: 'model', model: { kind: 'labelling', labels: Int32Array.of(0, 2, 2, 1, 1) } },
  },
  predictions: {
    rows,
    value: { kind: 'predictions', prediction: { labels: Int32Array.of(0, 1, 1, 1, 2) } },
  },
  network: {
    rows,
    value: {
      kind: 'model',
      model: {
        kind: 'network',
        validationRows: Uint32Array.of(4, 0),
        validationPredictions: Int32Array.of(2, 0),
      },
    },
  },
} as unknown as Record<string, RunResult>;

describe('what a result says of its rows', () => {
  it.each(Object.entries(results))('%s: cells hold the rows that were counted', (_, result) => {
    const verdict = verdictOf(result);
    if (!verdict?.classes) throw new Error('no classes');
    const { classes, given } = verdict;
    const scored = [...verdict.rows.keys()].filter(
      (i) => i >= given && labels[verdict.rows[i]] >= 0,
    );
    const { counts } = confusionMatrix(
      scored.map((i) => labels[verdict.rows[i]]),
      scored.map((i) => classes[i]),
      3,
    );
    const found = Array.from(
      counts,
      (_, cell) => rowsOfCell(verdict, labels, Math.floor(cell / 3), cell % 3).length,
    );
    expect(found).toEqual(Array.from(counts));
    const wrong = counts.reduce((sum, n, cell) => (cell % 4 === 0 ? sum : sum + n), 0);
    expect(mistakenRows(verdict, labels)).toHaveLength(wrong);
  });

  it('gives table rows, a network’s by way of its input', () => {
    expect(Array.from(verdictOf(results.network)?.rows ?? [])).toEqual([1, 6]);
    const cell = rowsOfCell(verdictOf(results.labelling) as never, labels, 1, 2);
    expect(Array.from(cell)).toEqual([4]);
  });

  it('knows clusters without classes', () => {
    const verdict = verdictOf({ ...results.clustering, evaluation: undefined });
    expect(verdict?.classes).toBeUndefined();
    expect(Array.from(verdict?.clusters ?? [])).toEqual([1, 0, 0, 0, 1]);
  });

  it('is silent on coordinates', () => {
    const value = { kind: 'model', model: { kind: 'embedding' } };
    expect(verdictOf({ rows, value } as unknown as RunResult)).toBeUndefined();
  });
});
