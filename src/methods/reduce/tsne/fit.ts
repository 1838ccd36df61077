import type { Algorithm, FitContext, FitInput } from '../../../core/method';
import type { EmbeddingModel } from '../../../core/models';
import { part, type Task } from '../../../core/task';
import { affinities } from '../../../kernels/tsne-affinity/wasm';
import { Descent } from '../../../kernels/tsne-attraction/wasm';
import { findNeighbors } from '../shared/neighbors';
import { inOwnOrder } from '../shared/order';
import { startCoordinates } from './init';
import { optimise, type Optimised } from './optimise';
import { neighborCount, type TsneParams } from './params';
import { repulsionFor } from './repulsion';

/** Neighbour lists poorer than this are worth a word. */
const RECALL_WANTED = 0.99;

const learningRateOf = ({ learningRate, earlyExaggeration }: TsneParams, rows: number): number =>
  learningRate === 'auto' ? Math.max(rows / earlyExaggeration / 4, 50) : learningRate;

function warningsOf(start: Float32Array, recall: number, k: number, perplexity: number): string[] {
  const warnings: string[] = [];
  if (start.every((value) => value === 0))
    warnings.push('All rows are alike: the map is a single point.');
  if (recall < RECALL_WANTED) {
    warnings.push(
      `The neighbour search found ${(100 * recall).toFixed(1)} % of the true neighbours on sampled rows.`,
    );
  }
  if (k <= perplexity) {
    warnings.push(
      `A perplexity of ${perplexity} cannot be reached with ${k} neighbours: all weigh the same.`,
    );
  }
  return warnings;
}

/**
 * t-SNE (van der Maaten & Hinton 2008) with scikit-learn's choices. Time: the neighbour search (O(n²·p)), then per
 * iteration O(n·perplexity) attraction and O(n + N²·log N) repulsion on a lattice as wide as the map. Memory: about 6 kB
 * per row at perplexity 30.
 */
function* fitTsne(
  { X }: FitInput,
  params: TsneParams,
  { kernels }: FitContext,
): Task<EmbeddingModel> {
  const dims = params.nComponents === 3 ? 3 : 2;
  const k = neighborCount(X.rows, params);
  const mark = kernels.mark();
  try {
    const neighbors = yield* part(findNeighbors(kernels, X, k, params.neighbors), 0, 0.25);
    const graph = yield* part(affinities(kernels, neighbors, k, params.perplexity), 0.25, 0.28);
    const start = yield* part(startCoordinates(kernels, neighbors, params), 0.28, 0.3);
    const form = dims === 3 ? params.gradient : 'sklearn';
    const descent = new Descent(kernels, graph, dims, form);
    descent.place(start);
    const repulsion = repulsionFor(kernels, X.rows, dims, params);
    const learningRate = learningRateOf(params, X.rows);
    const ownOrder = () => inOwnOrder(descent.coordinates(), neighbors.order, dims);
    const task = optimise(descent, repulsion, { ...params, learningRate }, ownOrder);
    const { nIter, klDivergence, stopped }: Optimised = yield* part(task, 0.3, 1);
    return {
      kind: 'embedding',
      coordinates: ownOrder(),
      dims,
      nIter,
      converged: !stopped,
      ...(stopped ? { stopped } : {}),
      warnings: warningsOf(start, neighbors.recall, k, params.perplexity),
      figures: { klDivergence, neighborRecall: neighbors.recall },
    };
  } finally {
    kernels.release(mark);
  }
}

export const tsne: Algorithm<TsneParams, EmbeddingModel> = { fit: fitTsne };
