import { ExpectedFailure } from '../../../core/failure';
import { inNodeOrder, putBack } from '../../../core/graph/order';
import type { FitContext, FitInput } from '../../../core/method';
import { part, type Task } from '../../../core/task';
import { LabelField } from '../../../kernels/spread/label-field';
import { buildGraph, type AffinityGraph, type GraphParams } from './affinity';
import { iterate, type Iteration } from './iterate';
import { labellingModel, type GraphLabellingModel } from './model';

export interface LabellingParams extends GraphParams {
  maxIter: number;
  tol: number;
}

/** Share of the progress bar that belongs to the graph. */
const GRAPH_SHARE = 0.8;

/** What tells two methods apart: how the labels move over the graph. */
export type StepRule = (field: LabelField, graph: AffinityGraph) => Task<Iteration['step']>;

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
    const { order } = graph;
    const given = order ? inNodeOrder(y, order) : y;
    const field = new LabelField(kernels, given, nClasses);
    const step = yield* part(rule(field, graph), GRAPH_SHARE, GRAPH_SHARE);
    const start = y.reduce((labelled, code) => labelled + Number(code >= 0), 0);
    const iterated = yield* part(iterate({ step, start, maxIter, tol }), GRAPH_SHARE, 1);
    const F = order ? putBack(field.read(), order, nClasses) : field.read();
    const outcome = { ...iterated, F };
    const model = labellingModel(outcome, { rows: X.rows, nClasses, maxIter });
    return { ...model, X, graph: { kernel, nNeighbors, gamma } };
  } finally {
    kernels.release(mark);
  }
}
