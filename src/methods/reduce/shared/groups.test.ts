import { describe, expect, it } from 'vitest';
import { matrix } from '../../../core/matrix';
import { RandomState } from '../../../core/random/random-state';
import { runToEnd } from '../../../core/task';
import { createTestRuntime } from '../../../kernels/runtime/test-runtime';
import { groupCentres, lookTable, looksFor, orderByGroup } from './groups';

describe('groups of near rows', () => {
  it('have their centres where the rows are', () => {
    const random = new RandomState(1);
    const rows = 164 * 16;
    const places = Float32Array.from(
      { length: rows * 2 },
      (_, i) => 100 * ((i >> 1) % 4) + random.standardNormal(),
    );
    const centres = runToEnd(groupCentres(createTestRuntime(), matrix(places, rows, 2)));
    expect(centres.rows).toBe(16);
    const along = Array.from({ length: 16 }, (_, g) => centres.data[g * 2]);
    for (const blob of [0, 100, 200, 300])
      expect(Math.min(...along.map((x) => Math.abs(x - blob)))).toBeLessThan(3);
    // Near ones are together: one jump at each border between blobs, at most.
    const jumps = along.filter((x, g) => g > 0 && Math.abs(x - along[g - 1]) > 50);
    expect(jumps.length).toBeLessThanOrEqual(4);
  });

  it('put rows in order, each group in its own', () => {
    const { starts, order } = orderByGroup(Uint32Array.of(2, 0, 2, 0, 3), 4);
    expect([...starts]).toEqual([0, 2, 2, 4, 5]);
    expect([...order]).toEqual([1, 3, 0, 2, 4]);
  });

  it('are looked at until enough true neighbours are met', () => {
    const nearest = Uint32Array.of(0, 1, 2, 2, 1, 0);
    const groupOf = Uint32Array.of(0, 0, 1, 2);
    // Ranks of the groups met: 0, 1 for the first sampled row, 0, 2 for the second.
    const neighbours = Uint32Array.of(1, 2, 3, 0);
    expect(looksFor(0.5, nearest, neighbours, groupOf, 3)).toBe(1);
    expect(looksFor(0.75, nearest, neighbours, groupOf, 3)).toBe(2);
    expect(looksFor(0.76, nearest, neighbours, groupOf, 3)).toBe(3);
  });

  it('are all looked at by a row whose near ones are small', () => {
    const starts = Uint32Array.of(0, 1, 2, 5);
    const near = new Uint32Array(9);
    const { looks } = lookTable(Uint32Array.of(0, 1, 1, 0, 2, 0, 2, 0, 2, 1), starts, near, 2);
    expect(Array.from(looks, (bits) => bits & 0b111)).toEqual([0b111, 0b111, 0b101, 0b101, 0b110]);
  });
});
