import { symmetricOperator } from '../../../core/linalg/symmetric';
import {
  orthogonalise,
  topEigenpairs,
  type TopEigenpairs,
} from '../../../core/linalg/top-eigenpairs';
import { ExpectedFailure } from '../../../core/failure';
import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { Matrix } from '../../../core/matrix';
import { RandomState } from '../../../core/random/random-state';
import { part, type Task } from '../../../core/task';
import { projectRows } from '../../../kernels/gram/project';
import { rowProducts } from '../../../kernels/gram/row-products';
import { scatterMatrix } from '../../../kernels/gram/scatter';

/** Residual of an eigenpair as a share of the largest eigenvalue. */
const TOLERANCE = 1e-12;
/** Smaller shares of the largest eigenvalue are rounding. */
export const NEGLIGIBLE = 1e-12;

export interface PrincipalAxes {
  mean: Float64Array;
  /** Σ of squared scores along each axis, descending; exactly 0 where there is no extent. */
  squares: Float64Array;
  /** Orthogonal unit vectors (cols), one for each. */
  axes: Float64Array[];
  /** Σ of squares over all columns. */
  total: number;
}

/**
 * The `count` leading principal axes: eigenvectors of the columns' scatter matrix, or by way of the rows' products where
 * rows are fewer. O(rows · cols · min(rows, cols) / 2), memory 16 · min(rows, cols)² bytes.
 */
export function* principalAxes(
  kernels: KernelRuntime,
  X: Matrix,
  count: number,
): Task<PrincipalAxes> {
  return X.rows < X.cols
    ? yield* fromRows(kernels, X, count)
    : yield* fromColumns(kernels, X, count);
}

function* fromColumns(kernels: KernelRuntime, X: Matrix, count: number): Task<PrincipalAxes> {
  const { mean, scatter } = yield* part(scatterMatrix(kernels, X), 0, 0.6);
  const pairs = yield* part(leading(scatter, X.cols, count), 0.6, 1);
  return { mean, squares: extents(pairs), axes: pairs.vectors, total: trace(scatter, X.cols) };
}

function* fromRows(kernels: KernelRuntime, X: Matrix, count: number): Task<PrincipalAxes> {
  const { mean, products, transposed } = yield* part(rowProducts(kernels, X), 0, 0.5);
  const pairs = yield* part(leading(products, X.rows, count), 0.5, 0.9);
  const weights = pairs.vectors.map(centred);
  const sums = projectRows(kernels, transposed, weights, new Float64Array(count));
  const packed = yield* part(sums, 0.9, 1);
  const squares = extents(pairs);
  const raw = Array.from(squares, (_, k) =>
    Float64Array.from({ length: X.cols }, (_, c) => packed[c * count + k]),
  );
  return { mean, squares, axes: orthonormal(raw, squares), total: trace(products, X.rows) };
}

function* leading(A: Float64Array, n: number, count: number): Task<TopEigenpairs> {
  const options = { tolerance: TOLERANCE, maxIter: n };
  const pairs = yield* topEigenpairs(symmetricOperator(A, n), n, count, options);
  if (pairs.converged) return pairs;
  throw new ExpectedFailure('notConverged', 'The principal components could not be computed.');
}

const extents = ({ values }: TopEigenpairs): Float64Array =>
  values.map((value) => (value > NEGLIGIBLE * values[0] ? value : 0));

function trace(A: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += A[i * n + i];
  return sum;
}

/** Weights of rows that sum to 0 leave the mean out of a weighted sum of rows. */
function centred(weights: Float64Array): Float64Array {
  const mean = weights.reduce((sum, value) => sum + value, 0) / weights.length;
  return weights.map((value) => value - mean);
}

/** Unit vectors at right angles, in order; where there is no extent any direction will do. */
function orthonormal(vectors: readonly Float64Array[], squares: Float64Array): Float64Array[] {
  const random = new RandomState(0);
  const done: Float64Array[] = [];
  vectors.forEach((vector, k) => {
    const axis = squares[k] > 0 ? vector.slice() : random.standardNormals(vector.length);
    const length = orthogonalise(axis, [done]);
    done.push(axis.map((value) => value / length));
  });
  return done;
}
