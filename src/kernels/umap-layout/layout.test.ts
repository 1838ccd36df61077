import { describe, expect, it } from 'vitest';
import { RandomState } from '../../core/random/random-state';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../runtime/test-runtime';
import { epochReference, passReference } from './reference';
import { UmapLayout, type LayoutOptions, type SampledEdges } from './wasm';

const options = (dims: 2 | 3, negatives = 5): LayoutOptions => ({
  dims,
  negatives,
  a: 1.57694,
  b: 0.89506,
  repulsionStrength: 1,
});

/** Rows with 0 … 11 edges to anywhere. */
function graphOf(rows: number, tails: number, seed: number): SampledEdges {
  const random = new RandomState(seed);
  const lengths = Array.from({ length: rows }, () => 4 * random.randint(0, 4));
  const rowStarts = new Uint32Array(rows + 1);
  lengths.forEach((length, row) => (rowStarts[row + 1] = rowStarts[row] + length));
  const edges = rowStarts[rows];
  return {
    rows,
    rowStarts,
    columns: Uint32Array.from({ length: edges }, () => random.randint(0, tails)),
    rates: Float32Array.from({ length: edges }, () =>
      Math.max(0, Math.min(1, random.uniform(-0.3, 1.3))),
    ),
  };
}

const normals = (length: number, seed: number, width: number): Float32Array =>
  Float32Array.from(new RandomState(seed).standardNormals(length), (value) => value * width);
/** The words that a layout draws for its rows. */
const statesOf = (rows: number, seed: number): Uint32Array => {
  const random = new RandomState(seed);
  return Uint32Array.from({ length: rows }, () => random.next32());
};

describe.each([2, 3] as const)('an epoch in %i dimensions', (dims) => {
  it.each([
    ['many rows', 1030, 1],
    ['a number of rows that lanes do not divide', 7, 5],
    ['one row', 1, 6],
  ])('moves points as the reference: %s', (_, rows, epoch) => {
    const kernels = createTestRuntime();
    const graph = graphOf(rows, rows, 1);
    const layout = new UmapLayout(kernels, graph, new RandomState(9), options(dims));
    const heads = normals(rows * dims, 2, 3);
    layout.place(heads);
    expect(runToEnd(layout.epoch(epoch, 0.4, ''))).toBe('go');
    const when = { epoch, alpha: 0.4 };
    const expected = epochReference(graph, options(dims), heads, statesOf(rows, 9), when);
    layout
      .coordinates()
      .forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThan(2e-4));
  });

  it('moves new points among fixed ones as the reference', () => {
    const kernels = createTestRuntime();
    const graph = graphOf(50, 33, 3);
    const [heads, tails] = [normals(50 * dims, 4, 2), normals(33 * dims, 5, 2)];
    const layout = new UmapLayout(kernels, graph, new RandomState(9), options(dims, 3), tails);
    layout.place(heads);
    const states = statesOf(50, 9);
    let expected = heads;
    for (const epoch of [1, 2, 3]) {
      runToEnd(layout.epoch(epoch, 0.1, ''));
      const places = { heads: expected, tails, backward: false };
      const when = { epoch, alpha: 0.1 };
      expected = passReference(graph, options(dims, 3), places, states, when);
    }
    layout
      .coordinates()
      .forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThan(1e-3));
  });
});

describe('UmapLayout', () => {
  const edge = (rate: number): SampledEdges => ({
    rows: 2,
    rowStarts: Uint32Array.of(0, 4, 4),
    columns: Uint32Array.of(1, 0, 0, 0),
    rates: Float32Array.of(rate, 0, 0, 0),
  });

  it.each([1, 0.5, 0.3])('fires an edge of rate %d so often', (rate) => {
    const layout = new UmapLayout(createTestRuntime(), edge(rate), new RandomState(0), {
      ...options(2, 0),
    });
    let moves = 0;
    for (let epoch = 1; epoch <= 100; epoch++) {
      layout.place([0, 0, 3, 4]);
      runToEnd(layout.epoch(epoch, 1, ''));
      if (layout.coordinates()[0] !== 0) moves++;
    }
    expect(moves).toBe(100 * rate);
  });

  it('leaves points in one place alone, and bounds what others do', () => {
    const layout = new UmapLayout(createTestRuntime(), edge(1), new RandomState(0), options(2));
    layout.place([1, 2, 1, 2]);
    runToEnd(layout.epoch(1, 1, ''));
    expect([...layout.coordinates()]).toEqual([1, 2, 1, 2]);
    layout.place([0, 0, 1e-4, 0]);
    runToEnd(layout.epoch(2, 1, ''));
    layout.coordinates().forEach((value) => expect(Math.abs(value)).toBeLessThanOrEqual(28));
  });
});
