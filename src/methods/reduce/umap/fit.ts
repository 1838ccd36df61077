import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { Matrix } from '../../../core/matrix';
import type { Algorithm, FitContext, FitInput } from '../../../core/method';
import { RandomState } from '../../../core/random/random-state';
import { part, type Task } from '../../../core/task';
import { UmapLayout } from '../../../kernels/umap-layout/wasm';
import { allOrNothing } from '../shared/all-or-nothing';
import { findNeighbors, type OrderedNeighbors } from '../shared/neighbors';
import { inOwnOrder } from '../shared/order';
import { fitCurve } from './curve';
import { fuzzyUnion, sampledEdges } from './edges';
import { anneal } from './layout';
import { memberships } from './memberships';
import type { UmapModel } from './model';
import { dimsOf, epochsOf, layoutOptions, type UmapParams } from './params';
import { startCoordinates } from './start';
import { transformUmap } from './transform';

/** Neighbour lists poorer than this are worth a word. */
const RECALL_WANTED = 0.99;

const warningsOf = (recall: number): string[] =>
  recall < RECALL_WANTED
    ? [
        `The neighbour search found ${(100 * recall).toFixed(1)} % of the true neighbours on sampled rows.`,
      ]
    : [];

/** The edges that pull rows together, from the lists of their k neighbours. */
function* graphOf(
  { X, indices, squaredDistances }: OrderedNeighbors,
  k: number,
  nEpochs: number,
  random: RandomState,
) {
  const { rows } = X;
  const values = squaredDistances.map(Math.sqrt);
  const options = { wanted: Math.log2(k + 1), from: 0, local: true, own: 1 };
  const weights = yield* part(memberships({ values, rows, k }, options), 0, 0.8);
  const graph = fuzzyUnion(indices, weights, rows, k);
  yield { fraction: 0.9, stage: 'Memberships' };
  return sampledEdges(graph, nEpochs, random);
}

/** All that comes before the first epoch; worth nothing by halves. */
function* prepare(kernels: KernelRuntime, X: Matrix, params: UmapParams, random: RandomState) {
  const k = params.nNeighbors - 1;
  const neighbors = yield* part(findNeighbors(kernels, X, k, params.neighbors), 0, 0.85);
  const nEpochs = epochsOf(params.nEpochs, X.rows);
  const graph = yield* part(graphOf(neighbors, k, nEpochs, random), 0.85, 0.95);
  const options = { init: params.init, dims: dimsOf(params) };
  const start = yield* part(startCoordinates(kernels, neighbors.X, options, random), 0.95, 1);
  return { neighbors, graph, start, nEpochs };
}

/**
 * UMAP (McInnes, Healy & Melville 2018) with umap-learn's choices. Time: the neighbour search (O(n²·p)), then per epoch
 * O(n · nNeighbors · (2 + negativeSampleRate)). Memory: about 500 bytes per row besides the rows themselves.
 */
function* fitUmap({ X }: FitInput, params: UmapParams, { kernels }: FitContext): Task<UmapModel> {
  const dims = dimsOf(params);
  const curve = fitCurve(params.spread, params.minDist);
  const random = new RandomState(params.randomState);
  const mark = kernels.mark();
  try {
    const preparation = allOrNothing(
      prepare(kernels, X, params, random),
      'Stopped before the map was begun.',
    );
    const { neighbors, graph, start, nEpochs } = yield* part(preparation, 0, 0.5);
    const layout = new UmapLayout(kernels, graph, random, layoutOptions(params, curve));
    layout.place(start);
    const ownOrder = () => inOwnOrder(layout.coordinates(), neighbors.order, dims);
    const epochs = anneal(layout, {
      nEpochs,
      learningRate: params.learningRate,
      stage: (epoch) => `Epoch ${epoch} of ${nEpochs}`,
      picture: (iteration) => ({ kind: 'coordinates', coordinates: ownOrder(), dims, iteration }),
    });
    const { nIter, stopped } = yield* part(epochs, 0.5, 1);
    return {
      kind: 'embedding',
      coordinates: ownOrder(),
      dims,
      nIter,
      ...(stopped ? { stopped } : {}),
      warnings: warningsOf(neighbors.recall),
      figures: { neighborRecall: neighbors.recall },
      X,
      curve,
      params,
    };
  } finally {
    kernels.release(mark);
  }
}

export const umap: Algorithm<UmapParams, UmapModel> = { fit: fitUmap, transform: transformUmap };
