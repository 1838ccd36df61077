import { ExpectedFailure } from '../../../core/failure';
import type { FitContext, FitInput } from '../../../core/method';
import { part, type Task } from '../../../core/task';
import { buildGraph, type AffinityGraph, type GraphParams } from './affinity';
import { iterate, type Iteration } from './iterate';
import { labellingModel, oneHot, type GraphLabellingModel } from './model';

export interface LabellingParams extends GraphParams {
  maxIter: number;
  tol: number;
}

/** Share of the progress bar that belongs to the graph. */
const GRAPH_SHARE = 0.8;

/** What tells two methods apart: how F moves, given the graph and the one-hot labels Y. */
export type StepRule = (
  graph: AffinityGraph,
  Y: Float64Array,
  nClasses: number,
) => Iteration['step'];

/** Builds the graph, iterates the rule on it to the end, decides. Kernel memory is given back whatever happens. */
export function* fitLabelling(
  input: FitInput,
  params: LabellingParams,
  { kernels }: FitContext,
  rule: StepRule,
): Task<GraphLabellingModel> {
  const { X, y, nClasses } = input;
  if (!y || !nClasses) {
    throw new ExpectedFailure(
      'badInput',
      'Labels are needed, with −1 for the unlabelled rows.',
      'y',
    );
  }
  const { kernel, nNeighbors, gamma, maxIter, tol } = params;
  const mark = kernels.mark();
  try {
    const graph = yield* part(
      buildGraph(kernels, input, { kernel, nNeighbors, gamma }),
      0,
      GRAPH_SHARE,
    );
    if (!graph) {
      throw new ExpectedFailure(
        'stoppedEmpty',
        'Stopped before the graph was built: there is no result yet.',
      );
    }
    const start = oneHot(y, nClasses);
    const step = rule(graph, start, nClasses);
    const iterated = yield* part(iterate({ step, start, maxIter, tol }), GRAPH_SHARE, 1);
    const model = labellingModel(iterated, { rows: X.rows, nClasses, maxIter });
    return { ...model, X, graph: { kernel, nNeighbors, gamma } };
  } finally {
    kernels.release(mark);
  }
}
