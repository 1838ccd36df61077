import { ExpectedFailure } from '../../../core/failure';
import type { KernelRuntime } from '../../../core/kernel-runtime';
import { signOf } from '../../../core/linalg/sign';
import { matrix, type Matrix } from '../../../core/matrix';
import type { Algorithm, FitContext, FitInput } from '../../../core/method';
import { part, type Task } from '../../../core/task';
import { projectRows } from '../../../kernels/gram/project';
import { allOrNothing } from '../shared/all-or-nothing';
import { principalAxes, type PrincipalAxes } from './axes';
import type { PcaModel } from './model';

export interface PcaParams {
  nComponents: number;
  whiten: boolean;
  signRule: 'u' | 'v';
}

/** Scores of rows on axes, (X − mean)·axis, row-major (rows × axes). */
function* scoresOf(
  kernels: KernelRuntime,
  X: Matrix,
  axes: readonly Float64Array[],
  mean: Float64Array,
): Task<Float64Array> {
  const base = axes.map((axis) => -axis.reduce((sum, weight, c) => sum + weight * mean[c], 0));
  return yield* projectRows(kernels, X, axes, Float64Array.from(base));
}

function scaleColumns(values: Float64Array, factors: ArrayLike<number>): void {
  for (let at = 0; at < values.length; at += factors.length) {
    for (let d = 0; d < factors.length; d++) values[at + d] *= factors[d];
  }
}

function warningsOf({ squares, total }: PrincipalAxes): string[] {
  if (total === 0) return ['All rows are alike: there is no variance to explain.'];
  const flat = squares.filter((square) => square === 0).length;
  return flat > 0
    ? [`${flat} of ${squares.length} dimensions have no extent: the data has fewer.`]
    : [];
}

/** Principal component analysis (Pearson 1901), exact. Time and memory: see `principalAxes`. */
export function* fitPca(
  { X }: FitInput,
  { nComponents: dims, whiten, signRule }: PcaParams,
  { kernels }: FitContext,
): Task<PcaModel> {
  const found = yield* part(principalAxes(kernels, X, dims), 0, 0.8);
  const { mean, squares, axes, total } = found;
  const scores = yield* part(scoresOf(kernels, X, axes, mean), 0.8, 1);
  const explainedVariance = squares.map((square) => square / (X.rows - 1));
  const explainedVarianceRatio = squares.map((square) => (total > 0 ? square / total : 0));
  const signs = axes.map((axis, d) => (signRule === 'v' ? signOf(axis) : signOf(scores, d, dims)));
  const factors = signs.map((sign, d) =>
    squares[d] > 0 ? sign / (whiten ? Math.sqrt(explainedVariance[d]) : 1) : 0,
  );
  scaleColumns(scores, factors);
  const components = new Float64Array(dims * X.cols);
  axes.forEach((axis, d) =>
    components.set(
      axis.map((weight) => weight * signs[d]),
      d * X.cols,
    ),
  );
  return {
    kind: 'embedding',
    coordinates: scores,
    dims,
    components,
    mean,
    explainedVariance,
    explainedVarianceRatio,
    whiten,
    warnings: warningsOf(found),
    figures: {
      explainedVarianceRatioSum: explainedVarianceRatio.reduce((sum, share) => sum + share, 0),
    },
  };
}

/** Scores of new rows (X.rows × dims). */
export function* transformPca(
  model: Omit<PcaModel, 'coordinates'>,
  X: Matrix,
  { kernels }: FitContext,
): Task<Matrix> {
  const { dims, components, mean, whiten, explainedVariance } = model;
  const cols = mean.length;
  if (X.cols !== cols) {
    const message = `The components are of ${cols} columns; the rows have ${X.cols}.`;
    throw new ExpectedFailure('badInput', message);
  }
  const axes = Array.from({ length: dims }, (_, d) =>
    components.subarray(d * cols, (d + 1) * cols),
  );
  const scores = yield* scoresOf(kernels, X, axes, mean);
  if (whiten)
    scaleColumns(
      scores,
      explainedVariance.map((variance) => (variance > 0 ? 1 / Math.sqrt(variance) : 0)),
    );
  return matrix(scores, X.rows, dims);
}

const STOPPED = 'Stopped before the components were found: there is no result.';

export const pca: Algorithm<PcaParams, PcaModel> = {
  fit: (...given) => allOrNothing(fitPca(...given), STOPPED),
  transform: (...given) => allOrNothing(transformPca(...given), STOPPED),
};
