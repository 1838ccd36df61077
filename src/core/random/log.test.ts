import { describe, expect, it } from 'vitest';
import { log } from './log';
import { RandomState } from './random-state';

/** Distance in units of the last place of the larger one. */
const ulps = (a: number, b: number): number =>
  a === b ? 0 : Math.abs(a - b) / (2 ** Math.floor(Math.log2(Math.abs(b))) * Number.EPSILON);

describe('log', () => {
  it('is within a bit of the engine’s own', () => {
    const random = new RandomState(1);
    for (let i = 0; i < 5000; i++) {
      const x = random.randomSample() * 10 ** (i % 12);
      expect(ulps(log(x), Math.log(x))).toBeLessThanOrEqual(1);
    }
  });

  it('is exact where that can be', () => {
    expect(log(1)).toBe(0);
    expect(log(2)).toBe(Math.LN2);
    expect(log(Number.MIN_VALUE)).toBeCloseTo(-744.4400719213812, 12);
    expect(log(Number.MAX_VALUE)).toBeCloseTo(709.782712893384, 12);
  });
});
