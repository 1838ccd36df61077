import { describe, expect, it } from 'vitest';
import { matrix } from '../../../core/matrix';
import { RandomState } from '../../../core/random/random-state';
import { runToEnd } from '../../../core/task';
import { knn } from '../../../kernels/knn/wasm';
import { createTestRuntime } from '../../../kernels/runtime/test-runtime';
import { fitCurve } from './curve';
import { fuzzyUnion, sampledEdges } from './edges';
import golden from './golden.json';
import { memberships, smoothWidth } from './memberships';

describe('umap-learn’s curve', () => {
  it.each(golden.curves)('for spread $spread and distance $minDist', (expected) => {
    const { a, b } = fitCurve(expected.spread, expected.minDist);
    expect(a / expected.a).toBeCloseTo(1, 5);
    expect(b / expected.b).toBeCloseTo(1, 5);
  });
});

describe.each(golden.graphs)('umap-learn’s graph of $name', ({ rows, cols, ...expected }) => {
  const k = expected.nNeighbors - 1;
  const X = matrix(Float64Array.from(expected.X), rows, cols);
  const lists = runToEnd(knn(createTestRuntime(), X, k));
  // In single precision, as umap-learn's: equal distances stay equal to the nearest.
  const values = lists.squaredDistances.map((square) => Math.fround(Math.sqrt(square)));

  it('has its widths', () => {
    for (let row = 0; row < rows; row++) {
      const list = values.subarray(row * k, (row + 1) * k);
      const width = smoothWidth(list, expected.nearest[row], Math.log2(k + 1));
      // Beyond the least width the two must agree in how near they make the neighbours.
      const nearness = (width: number) =>
        list.reduce((sum, d) => sum + Math.exp(-Math.max(0, d - expected.nearest[row]) / width), 0);
      expect(nearness(width)).toBeCloseTo(nearness(expected.widths[row]), 3);
    }
  });

  it('has its memberships, each edge once each way', () => {
    const options = { wanted: Math.log2(k + 1), from: 0, local: true, own: 1 };
    const weights = runToEnd(memberships({ values, rows, k }, options));
    // Which of equally near rows are neighbours is undefined: umap-learn's choice.
    const graph = fuzzyUnion(Uint32Array.from(expected.indices), weights, rows, k);
    const found = new Map<string, number>();
    for (let row = 0; row < rows; row++) {
      for (let e = graph.indptr[row]; e < graph.indptr[row + 1]; e++)
        if (Math.fround(graph.weights[e]) > 0)
          found.set(`${row} ${graph.indices[e]}`, graph.weights[e]);
    }
    const { values: wanted, ...places } = expected.graph;
    expect(found.size).toBe(wanted.length);
    wanted.forEach((value, i) =>
      expect(found.get(`${places.rows[i]} ${places.cols[i]}`)).toBeCloseTo(value, 3),
    );
  });
});

describe('memberships', () => {
  it('of new rows are umap-learn’s', () => {
    const { rows, k, distances, values } = golden.strengths;
    const options = { wanted: Math.log2(k), from: 1, local: false, own: 0 };
    const found = runToEnd(memberships({ values: Float64Array.from(distances), rows, k }, options));
    values.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 3));
  });

  it('of two distances have a closed form', () => {
    // 1 + exp(−(d − ρ)/σ) = 1.5, so σ = (d − ρ)/ln 2.
    expect(smoothWidth(Float64Array.of(2, 5), 2, 1.5)).toBeCloseTo(3 / Math.LN2, 3);
  });
});

describe('sampledEdges', () => {
  const graph = {
    nodes: 3,
    indptr: Uint32Array.of(0, 2, 2, 7),
    indices: Uint32Array.of(1, 2, 0, 1, 2, 0, 1),
    weights: Float64Array.of(0.5, 0.004, 0.25, 0.1, 0.5, 0.05, 0.005),
  };

  it('fires by the share of the heaviest, in whole quads, and leaves out what would not fire', () => {
    const { rows, rowStarts, columns, rates } = sampledEdges(graph, 100, new RandomState(0));
    expect(rows).toBe(3);
    expect([...rowStarts]).toEqual([0, 4, 4, 12]);
    const edgesOf = (row: number) =>
      Array.from({ length: rowStarts[row + 1] - rowStarts[row] }, (_, i) => rowStarts[row] + i)
        .filter((e) => rates[e] > 0)
        .map((e) => [columns[e], Number(rates[e].toFixed(6))])
        .sort((a, b) => a[0] - b[0]);
    expect(edgesOf(0)).toEqual([[1, 1]]);
    expect(edgesOf(1)).toEqual([]);
    expect(edgesOf(2)).toEqual([
      [0, 0.5],
      [0, 0.1],
      [1, 0.2],
      [1, 0.01],
      [2, 1],
    ]);
  });
});
