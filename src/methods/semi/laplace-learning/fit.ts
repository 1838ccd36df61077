import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { Algorithm } from '../../../core/method';
import { part, type Task } from '../../../core/task';
import { conjugateGradients } from '../../../kernels/laplacian/conjugate-gradients';
import { GraphOperator } from '../../../kernels/laplacian/wasm';
import type { SimilarityParams } from '../laplacian/graph';
import {
  fitSimilarity,
  predictSimilarity,
  type LabelledGraph,
  type SimilarityLabellingModel,
} from '../laplacian/model';
import type { SolutionPriors } from '../laplacian/params';
import { decideByShares } from '../laplacian/priors';
import { oneHot, type LabellingOutcome } from '../shared/model';
import { positivePart } from '../laplacian/poisson';

export interface LaplaceParams extends SimilarityParams {
  priors: SolutionPriors;
  maxIter: number;
  tol: number;
}

/**
 * Harmonic functions: u = y at labelled rows and L·u = 0 at the others (Zhu, Ghahramani & Lafferty 2003), for each class.
 * They sum to 1 wherever a label reaches.
 */
export function* solveLaplace(
  kernels: KernelRuntime,
  { graph, y, nClasses }: LabelledGraph,
  { priors, tol, maxIter }: Pick<LaplaceParams, 'priors' | 'tol' | 'maxIter'>,
): Task<LabellingOutcome> {
  const mark = kernels.mark();
  try {
    const operator = new GraphOperator(kernels, graph);
    const Y = oneHot(y, nClasses);
    const free = Uint8Array.from(y, (code) => (code < 0 ? 1 : 0));
    // What flows from the labelled rows into their neighbours.
    const B = yield* part(operator.product(Y, nClasses), 0, 0.05);
    const system = { B, columns: nClasses, free, tol, maxIter };
    const { X, ...run } = yield* part(conjugateGradients(kernels, operator, system), 0.05, 0.9);
    const F = positivePart(X.map((value, at) => value + Y[at]));
    return { ...run, ...(yield* part(decideByShares(F, y, nClasses, priors), 0.9, 1)) };
  } finally {
    kernels.release(mark);
  }
}

export const laplaceLearning: Algorithm<LaplaceParams, SimilarityLabellingModel> = {
  fit: (input, params, context) => fitSimilarity(input, params, context, solveLaplace),
  predict: predictSimilarity,
};
