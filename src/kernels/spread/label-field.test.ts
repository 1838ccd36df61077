import { describe, expect, it } from 'vitest';
import type { KernelRuntime } from '../../core/kernel-runtime';
import { runToEnd } from '../../core/task';
import { fromEdges, type CsrGraph } from '../../core/graph/csr';
import { RandomState } from '../../core/random/random-state';
import { GraphOperator } from '../laplacian/wasm';
import { productReference } from '../laplacian/reference';
import { createTestRuntime, onThreeThreads } from '../runtime/test-runtime';
import { LabelField } from './label-field';

const NODES = 700;
const kernels = createTestRuntime();

/** Directed links without order or symmetry; the last rows have none. */
function randomGraph(): CsrGraph {
  const random = new RandomState(3);
  const edges = Array.from({ length: 3000 }, () => ({
    from: random.randint(0, NODES - 20),
    to: random.randint(0, NODES),
    weight: random.randomSample(),
  }));
  const links = new Map(edges.map((edge) => [edge.from * NODES + edge.to, edge]));
  return fromEdges(NODES, [...links.values()]);
}

const graph = randomGraph();
const roots = Float64Array.from({ length: NODES }, (_, row) => 1 + (row % 7) / 3);
const own = Float64Array.from({ length: NODES }, (_, row) => row % 2);
const givenOf = (classes: number) =>
  Int32Array.from({ length: NODES }, (_, row) => (row % 9 === 0 ? (row / 9) % classes : -1));

function oneHot(given: Int32Array, classes: number): Float64Array {
  const Y = new Float64Array(NODES * classes);
  given.forEach((code, row) => code >= 0 && (Y[row * classes + code] = 1));
  return Y;
}

/** A step of label spreading as it is written. */
function spreadReference(F: Float64Array, Y: Float64Array, classes: number, alpha: number) {
  const scaled = F.map((value, i) => value / roots[Math.floor(i / classes)]);
  const product = productReference(graph, scaled, classes);
  return F.map(
    (_, i) => alpha * (product[i] / roots[Math.floor(i / classes)]) + (1 - alpha) * Y[i],
  );
}

/** A step of label propagation as it is written. */
function propagateReference(F: Float64Array, Y: Float64Array, classes: number) {
  const product = productReference(graph, F, classes);
  const out = product.map((value, i) => value + own[Math.floor(i / classes)] * F[i]);
  for (let row = 0; row < NODES; row++) {
    const [from, to] = [row * classes, (row + 1) * classes];
    const isGiven = Y.subarray(from, to).includes(1);
    const sum = out.subarray(from, to).reduce((a, b) => a + b, 0);
    for (let i = from; i < to; i++) out[i] = isGiven ? Y[i] : out[i] / (sum || 1);
  }
  return out;
}

/** The field after some steps, and what the last one changed. */
function moved(runtime: KernelRuntime, classes: number, rule: 'spreading' | 'propagation') {
  const mark = runtime.mark();
  try {
    const operator = new GraphOperator(runtime, graph);
    const field = new LabelField(runtime, givenOf(classes), classes);
    const product = (from: number, to: number, stride: number) =>
      operator.multiply(stride, from, to);
    const step =
      rule === 'spreading' ? field.spreading(product, roots, 0.3) : field.propagation(product, own);
    let change = 0;
    for (let i = 0; i < 3; i++) change = runToEnd(step());
    return { F: field.read(), change };
  } finally {
    runtime.release(mark);
  }
}

describe.each([1, 2, 5, 10])('a field of %i classes', (classes) => {
  const Y = oneHot(givenOf(classes), classes);
  it.each([
    ['spreading', (F: Float64Array) => spreadReference(F, Y, classes, 0.3)],
    ['propagation', (F: Float64Array) => propagateReference(F, Y, classes)],
  ] as const)('moves by %s to the bit, on one thread and three', (rule, reference) => {
    let [before, F] = [Y, Y];
    for (let i = 0; i < 3; i++) [before, F] = [F, reference(F)];
    const found = moved(kernels, classes, rule);
    expect(found.F).toEqual(F);
    expect(found.change).toBeCloseTo(
      F.reduce((sum, value, i) => sum + Math.abs(value - before[i]), 0),
      9,
    );
    expect(moved(onThreeThreads(kernels), classes, rule)).toEqual(found);
  });
});
