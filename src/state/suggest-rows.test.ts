import { describe, expect, it } from 'vitest';
import type { RunResult } from '../core/run';
import { randomRows, unsureRows, variedRows } from './suggest-rows';

const none = () => false;
const range = (n: number) => Uint32Array.from({ length: n }, (_, i) => i);

describe('images to label next', () => {
  it('are different ones without a label, the same again by the same seed', () => {
    const wanted = { count: 5, has: (row: number) => row < 90, randomState: 3 };
    const rows = randomRows(range(100), wanted);
    expect(new Set(rows).size).toBe(5);
    expect(rows.every((row) => row >= 90 && row < 100)).toBe(true);
    expect(randomRows(range(100), wanted)).toEqual(rows);
    expect(randomRows(range(100), { ...wanted, randomState: 4 })).not.toEqual(rows);
    expect(randomRows(range(3), { count: 5, has: none, randomState: 0 })).toHaveLength(3);
  });

  it('lie all over a map, and where no label is', () => {
    // Four heaps far apart, one of them with nine rows of ten; row numbers are not places.
    const heaps = Array.from({ length: 200 }, (_, i) => (i < 180 ? 0 : 1 + (i % 3)));
    const coordinates = heaps.flatMap((heap, i) => [heap * 1000 + (i % 7), (i * 13) % 5]);
    const rows = range(200).map((i) => i + 500);
    const placed = { rows, coordinates, dims: 2 };
    const heapsOf = (found: number[]) => new Set(found.map((row) => heaps[row - 500]));
    for (let randomState = 0; randomState < 20; randomState++) {
      expect(heapsOf(variedRows(placed, { count: 4, has: none, randomState })).size).toBe(4);
      const has = (row: number) => row < 680;
      expect(heapsOf(variedRows(placed, { count: 3, has, randomState })).has(0)).toBe(false);
    }
  });

  it('are each another image even where all are equal', () => {
    const placed = { rows: range(6), coordinates: new Float32Array(6), dims: 1 };
    const found = variedRows(placed, { count: 9, has: none, randomState: 1 });
    expect(found.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('are those between two classes, never ones that were given', () => {
    const leads = [0, 1, 0.8, 0.1, 0.05, 0.9];
    const result = {
      rows: Uint32Array.of(10, 11, 12, 13, 14, 15),
      labelledCount: 1,
      value: {
        kind: 'model',
        model: {
          kind: 'labelling',
          nClasses: 2,
          distributions: Float32Array.from(
            leads.flatMap((lead) => [0.5 + lead / 2, 0.5 - lead / 2]),
          ),
        },
      },
    } as unknown as RunResult;
    const first = unsureRows(result, { count: 1, has: (row) => row === 14, randomState: 0 });
    expect([11, 12, 13, 15]).toContain(first[0]);
    const all = unsureRows(result, { count: 9, has: none, randomState: 0 });
    expect(all.toSorted((a, b) => a - b)).toEqual([11, 12, 13, 14, 15]);
  });

  it('are drawn from the least sure ones alone', () => {
    const lead = (i: number) => (i < 4 ? 0.1 : 0.9);
    const result = {
      rows: range(50),
      value: {
        kind: 'model',
        model: {
          kind: 'labelling',
          nClasses: 2,
          distributions: Float32Array.from({ length: 100 }, (_, i) =>
            i % 2 === 0 ? 0.5 + lead(i >> 1) / 2 : 0.5 - lead(i >> 1) / 2,
          ),
        },
      },
    } as unknown as RunResult;
    for (let randomState = 0; randomState < 10; randomState++)
      expect(unsureRows(result, { count: 1, has: none, randomState })[0]).toBeLessThan(4);
  });
});
