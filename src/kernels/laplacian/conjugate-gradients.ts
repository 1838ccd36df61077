import type { KernelRuntime } from '../../core/kernel-runtime';
import { part, type Signal, type Task } from '../../core/task';
import { STAGE, type GraphOperator } from './wasm';

export interface LinearSystem {
  /** Right sides (nodes × columns). */
  B: Float64Array;
  columns: number;
  /** Nodes that are solved for; the solution is 0 at the others, which act as fixed at 0. All when absent. */
  free?: Uint8Array;
  /** Settled when each column's residual is this share of its right side's, both measured by the preconditioner. */
  tol: number;
  maxIter: number;
}

export interface Solution {
  /** (nodes × columns). */
  X: Float64Array;
  nIter: number;
  converged: boolean;
  stopped: boolean;
}

/** Sums of the blocks' partial sums, in the order of the blocks. */
function reduced(kernels: KernelRuntime, partial: number, blocks: number, stride: number) {
  const sums = new Float64Array(stride);
  const values = kernels.f64(partial, blocks * stride);
  values.forEach((value, at) => (sums[at % stride] += value));
  return sums;
}

const quotients = (above: Float64Array, below: Float64Array): Float64Array =>
  above.map((value, c) => (below[c] > 0 ? value / below[c] : 0));

/**
 * Solves (D − W)·X = B, each column by conjugate gradients (Hestenes & Stiefel 1952) with the Jacobi preconditioner 1/D, all
 * columns in one pass over the graph per step. Without fixed nodes the system is singular: B must sum to 0 on every
 * component, and so does R then; X is one of the solutions that differ by a constant. Nodes without links stay 0.
 */
export function* conjugateGradients(
  kernels: KernelRuntime,
  operator: GraphOperator,
  { B, columns, free, tol, maxIter }: LinearSystem,
): Task<Solution> {
  const mark = kernels.mark();
  try {
    const { blocks } = operator;
    const stride = operator.strideOf(columns);
    const inverse = operator.diagonal(
      operator.degrees.map((degree, node) => (degree > 0 && free?.[node] !== 0 ? 1 / degree : 0)),
    );
    const [X, R, P, Q] = [0, 0, 0, 0].map(() => operator.room(columns));
    operator.load(B, columns, R);
    const coefficients = kernels.alloc(stride * 8);
    const partial = kernels.alloc(blocks * stride * 8);
    const sums = (): Float64Array => reduced(kernels, partial, blocks, stride);
    const step = function* (alpha: Float64Array): Task<Float64Array> {
      kernels.f64(coefficients, stride).set(alpha);
      const params = [coefficients, P, Q, inverse, X, R, partial];
      yield* operator.pass('gradientStep', columns, params, false);
      return sums();
    };
    const turn = function* (beta: Float64Array): Task<Signal> {
      kernels.f64(coefficients, stride).set(beta);
      return yield* operator.pass(
        'gradientDirection',
        columns,
        [coefficients, R, inverse, P],
        false,
      );
    };

    // A step of length 0 measures B itself.
    const start = yield* part(step(new Float64Array(stride)), 0, 0);
    let squared = start;
    let reached = 0;
    // Residuals rise now and then; what was told stays told.
    const progress = (): number => {
      const worst = Math.max(0, ...quotients(squared, start));
      const now = worst > 0 ? Math.log(worst) / Math.log(tol * tol) : 1;
      return (reached = Math.min(1, Math.max(reached, now)));
    };
    const settled = (): boolean => squared.every((value, c) => value <= tol * tol * start[c]);
    let nIter = 0;
    let signal: Signal = 'go';
    yield* part(turn(new Float64Array(stride)), 0, 0);
    while (!settled() && nIter < maxIter && signal === 'go') {
      yield* part(operator.laplacian(columns, P, Q, partial), progress(), progress());
      const next = yield* part(step(quotients(squared, sums())), progress(), progress());
      const beta = quotients(next, squared);
      squared = next;
      nIter++;
      yield* part(turn(beta), progress(), progress());
      signal = yield { fraction: progress(), stage: STAGE };
    }
    const converged = settled();
    const stopped = signal === 'stop' && !converged;
    return { X: operator.read(X, columns), nIter, converged, stopped };
  } finally {
    kernels.release(mark);
  }
}
