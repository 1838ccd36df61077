import { describe, expect, it } from 'vitest';
import type { GivenLabels, RunResult } from '../run';
import { codesByRow, givenFirst, givenLabelOf } from './given-first';

const table = { classes: ['cat', 'dog', 'owl'], labels: Int32Array.of(0, -1, 1, 0, -1, 1) };
const byHand: GivenLabels = {
  classes: ['owl', 'cat'],
  rows: [5, 1],
  codes: [0, 1],
  andFile: false,
};

describe('rows with a label by hand', () => {
  const rows = Uint32Array.of(0, 1, 2, 3, 4, 5);

  it('come first, the others after them, each in their order', () => {
    const ordered = givenFirst(rows, byHand, table);
    if (!ordered.ok) throw new Error(ordered.error.message);
    expect([...ordered.value.order]).toEqual([1, 5, 0, 2, 3, 4]);
    expect(ordered.value.labelledCount).toBe(2);
    expect([...ordered.value.y]).toEqual([0, 2, -1, -1, -1, -1]);
  });

  it('go before the file’s own labels, where these count too', () => {
    const ordered = givenFirst(rows, { ...byHand, andFile: true }, table);
    if (!ordered.ok) throw new Error(ordered.error.message);
    expect([...ordered.value.order]).toEqual([0, 1, 2, 3, 5, 4]);
    expect([...ordered.value.y]).toEqual([0, 0, 1, 0, 2, -1]);
  });

  it('are looked for by their row of the table among the rows of a run', () => {
    const ordered = givenFirst(Uint32Array.of(4, 5, 0), byHand, table);
    expect(ordered).toMatchObject({ ok: true, value: { labelledCount: 1 } });
    if (ordered.ok) expect([...ordered.value.order]).toEqual([1, 0, 2]);
  });

  it('must be of classes that the data has, and there must be one', () => {
    const unknown = codesByRow({ ...byHand, classes: ['owl', 'ant'] }, table);
    expect(unknown).toMatchObject({ ok: false, error: { code: 'badInput' } });
    if (!unknown.ok) expect(unknown.error.message).toContain('ant');
    const none = givenFirst(Uint32Array.of(2, 3), byHand, table);
    expect(none).toMatchObject({ ok: false, error: { code: 'badInput' } });
  });

  it('are what was given, and else the file’s labels', () => {
    const spec = { action: 'fit', labels: byHand } as unknown as RunResult['spec'];
    const givenTo = givenLabelOf({ spec }, table);
    expect([0, 1, 4, 5].map(givenTo)).toEqual(['cat', 'cat', '', 'owl']);
  });
});
