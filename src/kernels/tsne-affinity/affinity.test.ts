import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../runtime/test-runtime';
import { affinitiesReference } from './reference';
import { affinities, type AffinityGraph } from './wasm';

/** Brute-force neighbour lists of points on a bent line, ties by lower index. */
function lists(rows: number, k: number, scale: number) {
  const points = Array.from({ length: rows }, (_, i) => [
    scale * Math.sin(i * 1.3) * (1 + (i % 5)),
    scale * Math.cos(i * i * 0.7) * 2,
  ]);
  const indices = new Uint32Array(rows * k);
  const squaredDistances = new Float64Array(rows * k);
  points.forEach((a, row) => {
    const order = points
      .map((b, other) => ({ other, square: (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 }))
      .filter(({ other }) => other !== row)
      .sort((a, b) => a.square - b.square || a.other - b.other)
      .slice(0, k);
    order.forEach(({ other, square }, j) => {
      indices[row * k + j] = other;
      squaredDistances[row * k + j] = square;
    });
  });
  return { indices, squaredDistances };
}

function dense({ rows, rowStarts, columns, values }: AffinityGraph): Float64Array {
  const P = new Float64Array(rows * rows);
  for (let row = 0; row < rows; row++) {
    for (let edge = rowStarts[row]; edge < rowStarts[row + 1]; edge++)
      P[row * rows + columns[edge]] += values[edge];
  }
  return P;
}

describe.each([
  ['an even number of neighbours', 150, 30, 10, 1],
  ['an odd number', 151, 31, 10, 1],
  ['distances as large as raw pixels make them', 140, 22, 7, 1500],
  ['very small distances', 90, 15, 5, 1e-6],
  ['as many neighbours as rows allow', 20, 19, 6, 1],
  ['a perplexity that cannot be reached', 40, 6, 6, 1],
])('affinities with %s', (_, rows, k, perplexity, scale) => {
  const neighbors = lists(rows, k, scale);
  const graph = runToEnd(affinities(createTestRuntime(), neighbors, k, perplexity));
  const P = dense(graph);

  it('are those of the readable form', () => {
    const expected = affinitiesReference(
      neighbors.indices,
      neighbors.squaredDistances,
      k,
      perplexity,
    );
    const largest = Math.max(...expected);
    expected.forEach((p, i) => expect(Math.abs(P[i] - p)).toBeLessThan(1e-6 * largest));
  });

  it('are symmetric and sum to 1', () => {
    expect(P.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    P.forEach((p, i) => expect(P[(i % rows) * rows + Math.floor(i / rows)]).toBe(p));
  });

  it('name each other row at most once, in rows of whole quads', () => {
    for (let row = 0; row < rows; row++) {
      const edges = graph.columns.subarray(graph.rowStarts[row], graph.rowStarts[row + 1]);
      expect(edges.length % 4).toBe(0);
      const others = edges.filter((column) => column !== row);
      expect(new Set(others).size).toBe(others.length);
    }
  });
});

describe('affinities of coincident rows', () => {
  it('spread evenly over the neighbours', () => {
    const k = 3;
    const indices = Uint32Array.from([1, 2, 3, 0, 2, 3, 0, 1, 3, 0, 1, 2]);
    const neighbors = { indices, squaredDistances: new Float64Array(12) };
    const graph = runToEnd(affinities(createTestRuntime(), neighbors, k, 2));
    dense(graph).forEach((p, i) => expect(p).toBeCloseTo(i % 5 === 0 ? 0 : 1 / 12, 7));
  });
});
