import { ExpectedFailure } from '../../../core/failure';
import { matrix, type Matrix } from '../../../core/matrix';
import type { FitContext } from '../../../core/method';
import { RandomState } from '../../../core/random/random-state';
import { part, type Task } from '../../../core/task';
import { knnQuery, type Neighbors } from '../../../kernels/knn/wasm';
import { UmapLayout } from '../../../kernels/umap-layout/wasm';
import { sampledEdges } from './edges';
import { anneal } from './layout';
import { memberships } from './memberships';
import type { UmapModel } from './model';
import { layoutOptions, settlingEpochsOf } from './params';

/** Share of the learning rate with which new rows settle: umap-learn's. */
const SETTLING = 1 / 4;

/** The mean of each row's neighbours in the map by their weights; the place of an equal row where there is one. */
function startOf(
  { coordinates, dims }: UmapModel,
  { indices, squaredDistances }: Neighbors,
  weights: Float64Array,
  k: number,
): Float32Array {
  const rows = indices.length / k;
  const out = new Float32Array(rows * dims);
  for (let row = 0; row < rows; row++) {
    const equal = squaredDistances[row * k] === 0;
    const own = weights.subarray(row * k, row * k + (equal ? 1 : k));
    const total = own.reduce((sum, weight) => sum + weight, 0);
    own.forEach((weight, j) => {
      const from = indices[row * k + j] * dims;
      for (let d = 0; d < dims; d++)
        out[row * dims + d] += (weight / total) * coordinates[from + d];
    });
  }
  return out;
}

/** How strongly each row belongs to its nearest fitted rows (rows × k). */
function* strengths(neighbors: Neighbors, rows: number, k: number): Task<Float64Array> {
  const values = neighbors.squaredDistances.map(Math.sqrt);
  const options = { wanted: Math.log2(k), from: 1, local: false, own: 0 };
  return yield* memberships({ values, rows, k }, options);
}

/**
 * Places new rows among the fitted ones, which stay where they are: from the mean of their nearest ones, then some epochs
 * of shorter steps. O(rows · n · p) for the neighbours. Stopped early it returns where the rows are by then.
 */
export function* transformUmap(model: UmapModel, X: Matrix, { kernels }: FitContext): Task<Matrix> {
  const { params, dims, coordinates } = model;
  const { rows } = X;
  if (X.cols !== model.X.cols) {
    const message = `The map is of rows with ${model.X.cols} columns; these have ${X.cols}.`;
    throw new ExpectedFailure('badInput', message);
  }
  const k = params.nNeighbors;
  const nEpochs = settlingEpochsOf(params.nEpochs, rows);
  const neighbors = yield* part(knnQuery(kernels, model.X, X, k), 0, 0.8);
  const weights = yield* part(strengths(neighbors, rows, k), 0.8, 0.85);
  const indptr = Uint32Array.from({ length: rows + 1 }, (_, row) => row * k);
  const links = { nodes: rows, indptr, indices: neighbors.indices, weights };
  const random = new RandomState(params.randomState);
  const mark = kernels.mark();
  try {
    const layout = new UmapLayout(
      kernels,
      sampledEdges(links, nEpochs, random),
      random,
      layoutOptions(params, model.curve),
      coordinates,
    );
    layout.place(startOf(model, neighbors, weights, k));
    const learningRate = params.learningRate * SETTLING;
    yield* part(anneal(layout, { nEpochs, learningRate, stage: () => 'Placing rows' }), 0.85, 1);
    return matrix(layout.coordinates(), rows, dims);
  } finally {
    kernels.release(mark);
  }
}
