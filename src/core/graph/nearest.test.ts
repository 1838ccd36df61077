import { describe, expect, it } from 'vitest';
import { matrix, takeRows } from '../matrix';
import { runToEnd } from '../task';
import { nearestOthers, nearestRows } from './nearest';

const points = matrix(Uint8Array.of(0, 10, 4, 10, 10, 10), 6, 1, 0.5);

describe('nearest rows', () => {
  it('are sorted by distance, then by index, in the unit of the meant values', () => {
    const { indices, squaredDistances } = runToEnd(
      nearestRows(takeRows(points, [2, 3]), points, 3),
    );
    expect([...indices]).toEqual([2, 0, 1, 1, 3, 4]);
    expect([...squaredDistances]).toEqual([0, 4, 9, 0, 0, 0]);
  });

  it('of each row leave out the row itself, also behind equal rows', () => {
    const { indices } = runToEnd(nearestOthers(points, 2));
    expect([...indices]).toEqual([2, 1, 3, 4, 0, 1, 1, 4, 1, 3, 1, 3]);
  });

  it('refuse more neighbours than rows', () => {
    expect(() => runToEnd(nearestRows(points, points, 7))).toThrow(RangeError);
  });
});
