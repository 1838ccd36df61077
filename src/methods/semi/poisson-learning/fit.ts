import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { Algorithm } from '../../../core/method';
import { part, type Task } from '../../../core/task';
import { GraphOperator } from '../../../kernels/laplacian/wasm';
import type { SimilarityParams } from '../laplacian/graph';
import {
  fitSimilarity,
  predictSimilarity,
  type LabelledGraph,
  type SimilarityLabellingModel,
} from '../laplacian/model';
import type { SolutionPriors } from '../laplacian/params';
import { withDoubt, shifted, solvePoisson, sourcesOf } from '../laplacian/poisson';
import { decideByShares } from '../laplacian/priors';
import type { LabellingOutcome } from '../shared/model';

export interface PoissonParams extends SimilarityParams {
  priors: SolutionPriors;
  maxIter: number;
  tol: number;
}

/** Labels as sources and sinks of a heat flow, one equation for each class (Calder, Cook, Thorpe & Slepčev 2020). */
export function* solvePoissonLearning(
  kernels: KernelRuntime,
  labelled: LabelledGraph,
  { priors, tol, maxIter }: Pick<PoissonParams, 'priors' | 'tol' | 'maxIter'>,
): Task<LabellingOutcome> {
  const { graph, y, nClasses } = labelled;
  const mark = kernels.mark();
  try {
    const operator = new GraphOperator(kernels, graph);
    const solving = solvePoisson(kernels, operator, sourcesOf(labelled), {
      nClasses,
      tol,
      maxIter,
    });
    const { X, ...run } = yield* part(solving, 0, 0.9);
    const F = priors === 'none' ? withDoubt(X, y, nClasses) : shifted(X, nClasses);
    const decided = yield* part(decideByShares(F, y, nClasses, priors), 0.9, 1);
    return { ...run, ...decided };
  } finally {
    kernels.release(mark);
  }
}

export const poissonLearning: Algorithm<PoissonParams, SimilarityLabellingModel> = {
  fit: (input, params, context) => fitSimilarity(input, params, context, solvePoissonLearning),
  predict: predictSimilarity,
};
