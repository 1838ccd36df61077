import { describe, expect, it } from 'vitest';
import { entropies, margins } from './confidence';

const rows = Float32Array.of(1, 0, 0, 0, 0.25, 0.25, 0.25, 0.25, 0.1, 0.6, 0.3, 0, 0, 0, 0, 0);

describe('confidence in a distribution over classes', () => {
  it('is the distance of the two most likely classes', () => {
    const found = margins(rows, 4);
    expect(found[0]).toBe(1);
    expect(found[1]).toBe(0);
    expect(found[2]).toBeCloseTo(0.3, 6);
    expect(found[3]).toBe(0);
  });

  it('is the share of the largest entropy, all of it where nothing is known', () => {
    const found = entropies(rows, 4);
    expect(found[0]).toBe(0);
    expect(found[1]).toBeCloseTo(1, 6);
    const expected = -(0.1 * Math.log(0.1) + 0.6 * Math.log(0.6) + 0.3 * Math.log(0.3));
    expect(found[2]).toBeCloseTo(expected / Math.log(4), 6);
    expect(found[3]).toBe(1);
    expect(entropies(Float32Array.of(1, 0), 1)).toEqual(Float32Array.of(0, 1));
  });
});
