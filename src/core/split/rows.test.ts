import { describe, expect, it } from 'vitest';
import { selectRows } from './rows';

const perClass = (count: number) =>
  ({ kind: 'budget', budget: { kind: 'perClass', count, randomState: 0 } }) as const;

describe('a number of labels per class', () => {
  const facts = { rows: 6, labels: Int32Array.of(0, 2, 0, 2, -1, 0), nClasses: 4 };

  it('passes over classes that the file has not, as those a person added', () => {
    const chosen = selectRows(perClass(2), facts);
    if (!chosen.ok) throw new Error(chosen.error.message);
    const { rows, labelledCount } = chosen.value;
    expect(labelledCount).toBe(4);
    expect([...rows].slice(0, 4).map((row) => facts.labels[row])).toEqual([0, 0, 2, 2]);
    expect([...rows].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('is refused where a class has fewer', () => {
    expect(selectRows(perClass(3), facts)).toMatchObject({
      ok: false,
      error: { code: 'badInput' },
    });
  });
});
