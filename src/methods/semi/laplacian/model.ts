import type { LabellingModel } from '../../../core/models';
import { ExpectedFailure } from '../../../core/failure';
import { type Matrix } from '../../../core/matrix';
import type { FitContext, FitInput, Prediction } from '../../../core/method';
import { part, type Task } from '../../../core/task';
import { knnQuery } from '../../../kernels/knn/wasm';
import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { CsrGraph } from '../../../core/graph/csr';
import { breadthFirst, inNodeOrder, putBack, reordered } from '../../../core/graph/order';
import { decide, labellingModel, type LabellingOutcome } from '../shared/model';
import { nearestOthers } from '../shared/neighbors';
import { similarityGraph, weightsOf, type SimilarityParams } from './graph';

/** A labelling solved on a graph of similar rows: with those rows it can label new ones. */
export interface SimilarityLabellingModel extends LabellingModel {
  X: Matrix;
  similarity: SimilarityParams;
}

/** Given labels on a graph, all a method needs to spread them. */
export interface LabelledGraph {
  graph: CsrGraph;
  /** Class codes, −1 = unlabelled. */
  y: Int32Array;
  nClasses: number;
}

/** Spreads labels over a graph that stands: what a method is, its graph apart. */
export type GraphSolver<P> = (
  kernels: KernelRuntime,
  labelled: LabelledGraph,
  params: P,
) => Task<LabellingOutcome>;

/** Solves with the nodes in an order that suits the cache; what comes out is in the graph's own. */
export function* solveNear<P>(
  kernels: KernelRuntime,
  { graph, y, nClasses }: LabelledGraph,
  params: P,
  solve: GraphSolver<P>,
): Task<LabellingOutcome> {
  const order = breadthFirst(graph);
  const near = { graph: reordered(graph, order), y: inNodeOrder(y, order), nClasses };
  const solved = yield* solve(kernels, near, params);
  return { ...solved, F: putBack(solved.F, order, nClasses) };
}

/** Share of the progress bar that belongs to the graph. */
const GRAPH_SHARE = 0.8;

/** Builds the graph, solves on it, decides. */
export function* fitSimilarity<P extends SimilarityParams & { maxIter: number }>(
  input: FitInput,
  params: P,
  { kernels }: FitContext,
  solve: GraphSolver<P>,
): Task<SimilarityLabellingModel> {
  const { X, y, nClasses } = input;
  if (!y || !nClasses) {
    const message = 'Labels are needed, with −1 for the unlabelled rows.';
    throw new ExpectedFailure('badInput', message, 'y');
  }
  const { nNeighbors, weights, symmetrise } = params;
  const similarity = { nNeighbors, weights, symmetrise };
  const lists = yield* part(nearestOthers(kernels, input, nNeighbors), 0, GRAPH_SHARE);
  const graph = similarityGraph(lists, similarity);
  yield { fraction: GRAPH_SHARE, stage: 'Spreading' };
  const solving = solveNear(kernels, { graph, y, nClasses }, params, solve);
  const solved = yield* part(solving, GRAPH_SHARE, 1);
  const model = labellingModel(solved, { rows: X.rows, nClasses, maxIter: params.maxIter });
  return { ...model, X, similarity };
}

/** Labels new rows by the distributions of their nearest fitted rows, weighted as the graph's links are. */
export function* predictSimilarity(
  { X, similarity, nClasses, distributions }: SimilarityLabellingModel,
  Q: Matrix,
  { kernels }: FitContext,
): Task<Prediction> {
  const k = similarity.nNeighbors;
  const lists = yield* knnQuery(kernels, X, Q, k);
  const weights = weightsOf(lists, k, similarity.weights);
  const sums = new Float64Array(Q.rows * nClasses);
  lists.indices.forEach((neighbor, at) => {
    const [to, from] = [Math.floor(at / k) * nClasses, neighbor * nClasses];
    for (let c = 0; c < nClasses; c++) sums[to + c] += weights[at] * distributions[from + c];
  });
  const { labels, distributions: probabilities, reached } = decide(sums, Q.rows, nClasses);
  return { labels, probabilities, reached, nClasses };
}
