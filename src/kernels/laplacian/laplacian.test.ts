import { describe, expect, it } from 'vitest';
import { fromEdges, merge, transpose, type CsrGraph } from '../../core/graph/csr';
import { RandomState } from '../../core/random/random-state';
import { runToEnd } from '../../core/task';
import { createTestRuntime, onThreeThreads } from '../runtime/test-runtime';
import { conjugateGradients } from './conjugate-gradients';
import { degreesReference, laplacianReference, productReference } from './reference';
import { GraphOperator } from './wasm';

const kernels = createTestRuntime();

/** A ring, so that all is connected, with random links across. */
function randomGraph(nodes: number, links: number): CsrGraph {
  const random = new RandomState(5);
  const edges = new Map<number, number>();
  for (let i = 0; i < nodes; i++)
    edges.set(i * nodes + ((i + 1) % nodes), 0.5 + random.randomSample());
  for (let i = 0; i < links; i++) {
    const [from, to] = [random.randint(0, nodes), random.randint(0, nodes)];
    if (from !== to) edges.set(from * nodes + to, random.randomSample());
  }
  const directed = fromEdges(
    nodes,
    [...edges].map(([at, weight]) => ({ from: Math.floor(at / nodes), to: at % nodes, weight })),
  );
  return merge(directed, transpose(directed), 0, (a, b) => (a + b) / 2);
}

const graph = randomGraph(600, 2000);
const wave = (columns: number): Float64Array =>
  Float64Array.from({ length: graph.nodes * columns }, (_, i) => Math.sin(i * 1.3));
const close = (found: Float64Array, expected: Float64Array, digits = 12): void => {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, digits));
};

describe.each([1, 2, 5, 10])('a graph times %i columns', (columns) => {
  const operator = new GraphOperator(kernels, graph);
  const F = wave(columns);

  it('is the matrix product, to the bit', () => {
    expect(runToEnd(operator.product(F, columns))).toEqual(productReference(graph, F, columns));
    expect(operator.degrees).toEqual(degreesReference(graph));
  });

  it('is the Laplacian’s product, with its sums', () => {
    const mark = kernels.mark();
    const [P, out] = [operator.load(F, columns), operator.room(columns)];
    const stride = operator.strideOf(columns);
    const partial = kernels.alloc(operator.blocks * stride * 8);
    runToEnd(operator.laplacian(columns, P, out, partial));
    const expected = laplacianReference(graph, F, columns);
    close(operator.read(out, columns), expected);
    const sums = kernels.f64(partial, operator.blocks * stride);
    for (let c = 0; c < columns; c++) {
      let [found, sum] = [0, 0];
      for (let b = 0; b < operator.blocks; b++) found += sums[b * stride + c];
      for (let row = 0; row < graph.nodes; row++)
        sum += F[row * columns + c] * expected[row * columns + c];
      expect(found).toBeCloseTo(sum, 9);
    }
    kernels.release(mark);
  });

  it('lets heat flow', () => {
    const mark = kernels.mark();
    const B = F.map((value) => value / 3);
    const [u, b, out] = [
      operator.load(F, columns),
      operator.load(B, columns),
      operator.room(columns),
    ];
    runToEnd(operator.heat(columns, u, b, 0.05, out));
    const flow = laplacianReference(graph, F, columns);
    close(
      operator.read(out, columns),
      F.map((value, i) => value - 0.05 * (flow[i] - B[i])),
    );
    kernels.release(mark);
  });
});

describe('conjugate gradients on a Laplacian', () => {
  const columns = 3;
  const operator = new GraphOperator(kernels, graph);
  const solve = (B: Float64Array, also: object = {}) =>
    runToEnd(
      conjugateGradients(kernels, operator, { B, columns, tol: 1e-12, maxIter: 2000, ...also }),
    );

  it('solve the singular system when the right sides sum to zero', () => {
    const F = wave(columns);
    const B = laplacianReference(graph, F, columns);
    const { X, converged, nIter } = solve(B);
    expect(converged).toBe(true);
    expect(nIter).toBeGreaterThan(5);
    close(laplacianReference(graph, X, columns), B, 9);
  });

  it('solve for the free nodes alone', () => {
    const free = Uint8Array.from({ length: graph.nodes }, (_, i) => (i % 50 === 0 ? 0 : 1));
    const F = wave(columns).map((value, i) => value * free[Math.floor(i / columns)]);
    close(solve(laplacianReference(graph, F, columns), { free }).X, F, 8);
  });

  it('have nothing to do where the right side is zero', () => {
    const B = laplacianReference(graph, wave(columns), columns).map((value, i) =>
      i % columns === 1 ? 0 : value,
    );
    const { X, converged } = solve(B);
    expect(converged).toBe(true);
    expect(X.every((value, i) => i % columns !== 1 || value === 0)).toBe(true);
  });

  it('say when they did not settle, and stop with what there is', () => {
    const B = laplacianReference(graph, wave(columns), columns);
    expect(solve(B, { maxIter: 4 })).toMatchObject({ converged: false, stopped: false, nIter: 4 });
    const task = conjugateGradients(kernels, operator, { B, columns, tol: 1e-12, maxIter: 2000 });
    let step = task.next('go');
    while (!step.done) step = task.next('stop');
    expect(step.value).toMatchObject({ stopped: true, converged: false, nIter: 1 });
  });

  it('leave nodes without links at zero', () => {
    const lonely = new GraphOperator(
      kernels,
      fromEdges(3, [
        { from: 0, to: 1, weight: 1 },
        { from: 1, to: 0, weight: 1 },
      ]),
    );
    const B = Float64Array.of(1, -1, 0);
    const { X } = runToEnd(
      conjugateGradients(kernels, lonely, { B, columns: 1, tol: 1e-9, maxIter: 10 }),
    );
    expect(X[0] - X[1]).toBeCloseTo(1, 12);
    expect(X[2]).toBe(0);
  });

  it('have the same bits on more threads', () => {
    const large = randomGraph(3000, 20_000);
    const ten = 10;
    const F = Float64Array.from({ length: large.nodes * ten }, (_, i) => Math.sin(i * 1.3));
    const B = laplacianReference(large, F, ten);
    const [one, three] = [kernels, onThreeThreads(kernels)].map((on) => {
      const mark = on.mark();
      const operator = new GraphOperator(on, large);
      const system = { B, columns: ten, tol: 1e-6, maxIter: 50 };
      const { X } = runToEnd(conjugateGradients(on, operator, system));
      on.release(mark);
      return X;
    });
    expect(three).toEqual(one);
  });
});
