import { describe, expect, it } from 'vitest';
import type { ImageTable } from '../../data/dataset';
import { handCsv, labelsFrom } from './hand-csv';

const message = (text: string): string => {
  const read = labelsFrom(text, 50);
  return read.ok ? `read ${read.value.length}` : read.error.message;
};

describe('labels by hand as CSV', () => {
  it('go out by row, and come in again', () => {
    const table = { classes: ['cat', 'dog, wild'] } as ImageTable;
    const { header, rows } = handCsv(new Map([[30, 1], [4, 0]]), table); // prettier-ignore
    expect([header, ...rows]).toEqual([
      ['row', 'label'],
      [4, 'cat'],
      [30, 'dog, wild'],
    ]);
    expect(labelsFrom('row,label\n4,cat\n30,"dog, wild"\n', 50)).toEqual({
      ok: true,
      value: [
        { row: 4, label: 'cat' },
        { row: 30, label: 'dog, wild' },
      ],
    });
  });

  it('come in from any file with these columns, rows without a label left out', () => {
    const text = 'confidence;Label ; ROW\r\n0.9; owl;7\r\n0.2;;8\r\n\r\n';
    expect(labelsFrom(text, 50)).toEqual({ ok: true, value: [{ row: 7, label: 'owl' }] });
  });

  it('are refused with the reason', () => {
    expect(message('a,b,c,d,e,f\n1,2,3,4,5,6')).toMatch(/This file has a, b, c, d and 2 more\.$/);
    expect(message('')).toMatch(/This file has none/);
    expect(message('row,label\n1,x\n50,y')).toBe(
      'Line 3: there is no row 50. Rows go from 0 to 49.',
    );
    for (const row of ['-1', '1.5', 'x', ''])
      expect(message(`row,label\n${row},x`)).toMatch(/^Line 2/);
    expect(message('row,label\n1,x\n\n\n77,y')).toMatch(/^Line 5: there is no row 77/);
    expect(message('label,row\nx')).toMatch(/^Line 2: there is no row without a number/);
    expect(message('row,label\n1,\n2,')).toBe('There is no label in this file.');
  });
});
