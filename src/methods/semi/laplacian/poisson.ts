import { weakComponents } from '../../../core/graph/components';
import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { Task } from '../../../core/task';
import { conjugateGradients, type Solution } from '../../../kernels/laplacian/conjugate-gradients';
import type { GraphOperator } from '../../../kernels/laplacian/wasm';
import { oneHot } from '../shared/model';
import type { LabelledGraph } from './model';

/** The right side of Poisson learning, and where it says nothing. */
export interface Sources {
  /** y − ȳ at labelled rows, ȳ the mean label of their component; zeros elsewhere (rows × classes). */
  B: Float64Array;
  /** Component of each row. */
  components: Uint32Array;
  /** The class of components whose labels are all of one, which need no solving; −1 for the others. */
  onlyClass: Int32Array;
}

/** Labels as sources and sinks of heat that sum to zero on every component of the graph. */
export function sourcesOf({ graph, y, nClasses }: LabelledGraph): Sources {
  const { count, labels: components } = weakComponents(graph);
  const sums = new Float64Array(count * nClasses);
  const totals = new Float64Array(count);
  y.forEach((code, row) => {
    if (code < 0) return;
    sums[components[row] * nClasses + code]++;
    totals[components[row]]++;
  });
  const B = oneHot(y, nClasses);
  y.forEach((code, row) => {
    if (code < 0) return;
    const component = components[row];
    for (let c = 0; c < nClasses; c++)
      B[row * nClasses + c] -= sums[component * nClasses + c] / totals[component];
  });
  const onlyClass = Int32Array.from({ length: count }, (_, component) =>
    totals[component] === 0
      ? -1
      : sums.subarray(component * nClasses, (component + 1) * nClasses).indexOf(totals[component]),
  );
  return { B, components, onlyClass };
}

/** Shifts each component so that Σ degree·u = 0, class by class, in place. */
function centre(u: Float64Array, degrees: Float64Array, components: Uint32Array, classes: number) {
  const weights = new Float64Array(components.length);
  const sums = new Float64Array(components.length * classes);
  components.forEach((component, row) => {
    weights[component] += degrees[row];
    for (let c = 0; c < classes; c++)
      sums[component * classes + c] += degrees[row] * u[row * classes + c];
  });
  components.forEach((component, row) => {
    if (weights[component] === 0) return;
    for (let c = 0; c < classes; c++)
      u[row * classes + c] -= sums[component * classes + c] / weights[component];
  });
}

/**
 * Solves L·u = Σ over labelled rows of (y − ȳ)·δ with Σ degree·u = 0 (Calder et al. 2020). Components whose labels are all of
 * one class, where the equation says nothing, get that class; those without labels stay 0. X is (rows × classes).
 */
export function* solvePoisson(
  kernels: KernelRuntime,
  operator: GraphOperator,
  { B, components, onlyClass }: Sources,
  { nClasses, tol, maxIter }: { nClasses: number; tol: number; maxIter: number },
): Task<Solution> {
  const system = { B, columns: nClasses, tol, maxIter };
  const solution = yield* conjugateGradients(kernels, operator, system);
  centre(solution.X, operator.degrees, components, nClasses);
  components.forEach((component, row) => {
    const code = onlyClass[component];
    if (code >= 0) solution.X[row * nClasses + code] = 1;
  });
  return solution;
}

/** A tenth of the rows without a label are as sure as can be. */
const SURE = 0.9;
/** What speaks for nothing in particular, as a share of what speaks for the surest rows' class. */
const DOUBT = 0.02;

/**
 * How much speaks for each class. u sums to 0 over the classes, so that the largest entry is positive and negative ones may
 * go; and to each class with a label the same little doubt is added, which weighs on rows far from all labels, where u is
 * small. Without it two classes would have no doubtful row at all: of u and −u one always goes. Rows of zeros stay.
 *
 * @param u (rows × classes)
 * @param y the given labels, −1 for none
 */
export function withDoubt(u: Float64Array, y: Int32Array, nClasses: number): Float64Array {
  const has = new Uint8Array(nClasses);
  for (const code of y) if (code >= 0) has[code] = 1;
  const tops = new Float64Array(y.length);
  y.forEach((code, row) => {
    if (code >= 0) return;
    for (let c = 0; c < nClasses; c++) tops[row] = Math.max(tops[row], u[row * nClasses + c]);
  });
  const open = tops.filter((top) => top > 0).sort();
  const sure = open.length > 0 ? open[Math.ceil(SURE * (open.length - 1))] : 1;
  const doubt = (DOUBT * sure) / has.reduce((sum, one) => sum + one, 0);
  const out = new Float64Array(u.length);
  for (let from = 0; from < u.length; from += nClasses) {
    const row = u.subarray(from, from + nClasses);
    if (row.every((value) => value === 0)) continue;
    for (let c = 0; c < nClasses; c++)
      if (has[c] === 1) out[from + c] = Math.max(0, row[c]) + doubt;
  }
  return out;
}

/** What speaks for each class where only entries above 0 do. */
export const positivePart = (u: Float64Array): Float64Array => u.map((value) => Math.max(0, value));

/** u made positive by one shift for all, as its authors do before they weigh classes; rows of zeros stay. */
export function shifted(u: Float64Array, nClasses: number): Float64Array {
  const least = u.reduce((min, value) => Math.min(min, value), 0);
  const out = new Float64Array(u.length);
  for (let from = 0; from < u.length; from += nClasses) {
    const row = u.subarray(from, from + nClasses);
    if (row.some((value) => value !== 0))
      out.set(
        row.map((value) => value - least),
        from,
      );
  }
  return out;
}
