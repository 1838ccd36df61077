import { describe, expect, it } from 'vitest';
import { stratifiedFolds } from './folds';

describe('stratified folds', () => {
  // Seven rows of class 0, two of class 1, one of class 2, two without a label.
  const codes = Int32Array.of(0, 1, 0, -1, 0, 0, 2, 0, 1, 0, -1, 0);
  const folds = stratifiedFolds(codes, 3, 3);

  it('hold each row of a class with two or more once, and no other', () => {
    const all = folds.flatMap((rows) => [...rows]).sort((a, b) => a - b);
    expect(all).toEqual([0, 1, 2, 4, 5, 7, 8, 9, 11]);
    expect(folds.map((rows) => rows.length)).toEqual([3, 3, 3]);
  });

  it('leave a row of each class outside', () => {
    for (const rows of folds)
      for (const code of [0, 1])
        expect([...codes.keys()].some((row) => codes[row] === code && !rows.includes(row))).toBe(
          true,
        );
  });

  it('are fewer where there is not enough to deal out', () => {
    expect(stratifiedFolds(Int32Array.of(0, 0), 1, 5)).toEqual([
      Uint32Array.of(0),
      Uint32Array.of(1),
    ]);
    expect(stratifiedFolds(Int32Array.of(0, 1, 2), 3, 5)).toEqual([]);
  });
});
