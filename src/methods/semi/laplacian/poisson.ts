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

/** What speaks for each class: u sums to 0 over the classes, so the largest entry is positive and the rest may go. */
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
