import { describe, expect, it } from 'vitest';
import { weakComponents } from './components';
import { breadthFirst, putBack, reordered } from './order';
import { fromEdges, fromNeighborLists, symmetrise, transpose, union, type CsrGraph } from './csr';

const dense = ({ nodes, indptr, indices, weights }: CsrGraph): number[][] => {
  const out = Array.from({ length: nodes }, () => new Array<number>(nodes).fill(Infinity));
  for (let i = 0; i < nodes; i++) {
    for (let e = indptr[i]; e < indptr[i + 1]; e++) out[i][indices[e]] = weights[e];
  }
  return out;
};

const sample = fromEdges(5, [
  { from: 0, to: 3, weight: 2 },
  { from: 3, to: 0, weight: 1 },
  { from: 3, to: 1, weight: 0 },
  { from: 2, to: 4, weight: 5 },
]);

describe('sparse graphs', () => {
  it('are built from neighbour lists with columns in order', () => {
    const graph = fromNeighborLists(Uint32Array.of(2, 1, 0, 2, 1, 0), [1, 2, 3, 4, 5, 6], 3, 2);
    expect([...graph.indices]).toEqual([1, 2, 0, 2, 0, 1]);
    expect([...graph.weights]).toEqual([2, 1, 3, 4, 6, 5]);
    expect([...graph.indptr]).toEqual([0, 2, 4, 6]);
  });

  it('refuse lists of the wrong length', () => {
    expect(() => fromNeighborLists(Uint32Array.of(1, 0), [1, 1], 3, 1)).toThrow(RangeError);
  });

  it('transpose to the transposed matrix, twice to themselves', () => {
    const turned = dense(transpose(sample));
    dense(sample).forEach((row, i) => row.forEach((w, j) => expect(turned[j][i]).toBe(w)));
    expect(transpose(transpose(sample))).toEqual(sample);
  });

  it('keep edges of weight zero, and the lighter of two', () => {
    const both = dense(symmetrise(sample));
    expect([both[0][3], both[3][0]]).toEqual([1, 1]);
    expect([both[1][3], both[3][1]]).toEqual([0, 0]);
    expect(both[4][2]).toBe(5);
    expect(symmetrise(sample).indices).toHaveLength(6);
  });

  it('refuse to join graphs of different size', () => {
    expect(() => union(sample, fromEdges(2, []))).toThrow(RangeError);
  });

  it('put in breadth-first order have linked nodes near, and the same links', () => {
    const ring = fromEdges(
      6,
      [0, 3, 1, 4, 2, 5].map((from, i, all) => ({ from, to: all[(i + 1) % 6], weight: i })),
    );
    const order = breadthFirst(ring);
    expect([...order]).toEqual([0, 3, 1, 4, 2, 5]);
    const near = reordered(ring, order);
    expect([...near.indices]).toEqual([1, 2, 3, 4, 5, 0]);
    for (const graph of [sample, ring]) {
      const by = breadthFirst(graph);
      expect([...by].toSorted((a, b) => a - b)).toEqual([...Array(graph.nodes).keys()]);
      const [before, after] = [dense(graph), dense(reordered(graph, by))];
      by.forEach((a, i) => by.forEach((b, j) => expect(after[i][j]).toBe(before[a][b])));
      const columns = reordered(graph, by);
      for (let i = 0; i < graph.nodes; i++) {
        const row = [...columns.indices.subarray(columns.indptr[i], columns.indptr[i + 1])];
        expect(row).toEqual(row.toSorted((a, b) => a - b));
      }
    }
    expect([...putBack(Float64Array.of(1, 2, 3, 4), Uint32Array.of(1, 0), 2)]).toEqual([
      3, 4, 1, 2,
    ]);
  });

  it('fall into weak components, numbered by first appearance', () => {
    expect(weakComponents(sample)).toEqual({ count: 2, labels: Uint32Array.of(0, 0, 1, 0, 1) });
    expect(weakComponents(fromEdges(3, [])).count).toBe(3);
    const chain = fromEdges(4, [
      { from: 3, to: 2, weight: 1 },
      { from: 2, to: 1, weight: 1 },
      { from: 0, to: 1, weight: 1 },
    ]);
    expect(weakComponents(chain).count).toBe(1);
  });
});
