import { expect, it } from 'vitest';
import { placeIn, sameRows, sameRowsInAnyOrder } from './row-order';

it('tells where rows stand in a list, and whether two lists have the same ones', () => {
  const rows = Uint32Array.of(7, 2, 5);
  const placeOf = placeIn(rows);
  expect([0, 2, 5, 7, 8, 100].map(placeOf)).toEqual([-1, 1, 2, 0, -1, -1]);
  expect(placeIn(new Uint32Array(0))(0)).toBe(-1);
  expect(sameRows(rows, Uint32Array.of(7, 2, 5))).toBe(true);
  expect(sameRows(rows, Uint32Array.of(2, 5, 7))).toBe(false);
  expect(sameRowsInAnyOrder(rows, Uint32Array.of(2, 5, 7))).toBe(true);
  expect(sameRowsInAnyOrder(rows, Uint32Array.of(2, 5, 8))).toBe(false);
  expect(sameRowsInAnyOrder(rows, Uint32Array.of(2, 5))).toBe(false);
});
