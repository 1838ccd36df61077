import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { Algorithm } from '../../../core/method';
import { part, type Signal, type Task } from '../../../core/task';
import { GraphOperator } from '../../../kernels/laplacian/wasm';
import type { SimilarityParams } from '../laplacian/graph';
import {
  fitSimilarity,
  predictSimilarity,
  type LabelledGraph,
  type SimilarityLabellingModel,
} from '../laplacian/model';
import { positivePart, shifted, solvePoisson, sourcesOf } from '../laplacian/poisson';
import { applyFactors, balance, balanceWarnings, labelShares } from '../laplacian/priors';
import { decide, oneHot, type LabellingOutcome } from '../shared/model';

export type MboPriors = 'estimated' | 'uniform' | 'labels';

export interface PoissonMboParams extends SimilarityParams {
  priors: MboPriors;
  /** Rounds of heat flow and decision. */
  maxIter: number;
  steps: number;
  tol: number;
}

/** The Poisson equation it starts from: nearer than this changes no label that a round does not change again. */
const START = { tol: 1e-3, maxIter: 1000 };
const START_SHARE = 0.3;

/** Class of each row, −1 where nothing speaks for any. */
function codesOf(F: Float64Array, rows: number, nClasses: number): Int32Array {
  const { labels, reached } = decide(F, rows, nClasses);
  return labels.map((code, row) => (reached[row] ? code : -1));
}

/**
 * Poisson learning with decisions on the way (PoissonMBO, Calder et al. 2020): rounds of a short heat flow from the present
 * 0/1 labels, the given labels acting as sources, and a decision that keeps the classes' shares.
 */
export function* solvePoissonMbo(
  kernels: KernelRuntime,
  labelled: LabelledGraph,
  { priors, steps, tol, maxIter }: Pick<PoissonMboParams, 'priors' | 'steps' | 'tol' | 'maxIter'>,
): Task<LabellingOutcome> {
  const { graph, y, nClasses } = labelled;
  const rows = graph.nodes;
  const mark = kernels.mark();
  try {
    const operator = new GraphOperator(kernels, graph);
    const sources = sourcesOf(labelled);
    const solving = solvePoisson(kernels, operator, sources, { nClasses, ...START });
    const start = yield* part(solving, 0, START_SHARE);
    let F = shifted(start.X, nClasses);
    let codes = codesOf(F, rows, nClasses);
    const shares = labelShares(
      priors === 'estimated' ? codes : y,
      nClasses,
      priors === 'uniform' ? 'uniform' : 'labels',
    );
    let balanced = yield* part(balance(F, shares), START_SHARE, START_SHARE);
    codes = codesOf(applyFactors(F, balanced.factors), rows, nClasses);

    const B = operator.load(sources.B, nClasses);
    let [U, next] = [operator.room(nClasses), operator.room(nClasses)];
    const dt = 1 / operator.degrees.reduce((most, degree) => Math.max(most, degree), 0);
    let nIter = 0;
    let converged = false;
    let signal: Signal = start.stopped ? 'stop' : 'go';
    while (!converged && nIter < maxIter && signal === 'go') {
      operator.load(oneHot(codes, nClasses), nClasses, U);
      for (let step = 0; step < steps; step++) {
        const done = START_SHARE + ((1 - START_SHARE) * (nIter + step / steps)) / maxIter;
        yield* part(operator.heat(nClasses, U, B, dt, next), done, done);
        [U, next] = [next, U];
        yield { fraction: done, stage: 'Spreading' };
      }
      F = positivePart(operator.read(U, nClasses));
      const done = START_SHARE + ((1 - START_SHARE) * (nIter + 1)) / maxIter;
      balanced = yield* part(balance(F, shares, balanced.factors), done, done);
      const now = codesOf(applyFactors(F, balanced.factors), rows, nClasses);
      const changed = now.reduce((count, code, row) => count + (code === codes[row] ? 0 : 1), 0);
      codes = now;
      nIter++;
      converged = changed <= tol * rows;
      signal = yield { fraction: done, stage: 'Spreading' };
    }
    const stopped = signal === 'stop' && !converged;
    return { F, nIter, converged, stopped, warnings: balanceWarnings(balanced) };
  } finally {
    kernels.release(mark);
  }
}

export const poissonMbo: Algorithm<PoissonMboParams, SimilarityLabellingModel> = {
  fit: (input, params, context) => fitSimilarity(input, params, context, solvePoissonMbo),
  predict: predictSimilarity,
};
