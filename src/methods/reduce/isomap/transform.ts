import { matrix, type Matrix } from '../../../core/matrix';
import type { FitContext } from '../../../core/method';
import { part, type Task } from '../../../core/task';
import { geodesicBytes, geodesicDistances } from '../../../kernels/dijkstra/wasm';
import { knnQuery } from '../../../kernels/knn/wasm';
import type { IsomapModel } from './model';

/** New rows whose distances to all fitted ones are held at once. */
const ROWS_AT_ONCE = 256;

/**
 * Places new rows in the map: linked to their nearest fitted rows, their geodesic distances δ give
 * y_d = Σ_j k_j·v_jd / √λ_d, k = −½δ² centred by the *fitted* means (and its own). Returns f64 (X.rows × dims).
 */
export function* transformIsomap(
  model: IsomapModel,
  X: Matrix,
  { kernels }: FitContext,
): Task<Matrix> {
  const { dims, graph, nNeighbors } = model;
  const neighbors = yield* part(knnQuery(kernels, model.X, X, nNeighbors), 0, 0.5);
  const distances = neighbors.squaredDistances.map(Math.sqrt);
  const out = new Float64Array(X.rows * dims);
  for (let from = 0; from < X.rows; from += ROWS_AT_ONCE) {
    const to = Math.min(X.rows, from + ROWS_AT_ONCE);
    const [first, last] = [from * nNeighbors, to * nNeighbors];
    const sources = {
      count: to - from,
      nodes: neighbors.indices.subarray(first, last),
      distances: distances.subarray(first, last),
      perSource: nNeighbors,
    };
    const [begin, end] = [0.5 + (0.5 * from) / X.rows, 0.5 + (0.5 * to) / X.rows];
    const mark = kernels.mark();
    try {
      const pointer = kernels.alloc(geodesicBytes(sources.count, graph.nodes));
      const paths = geodesicDistances(kernels, graph, sources, pointer);
      yield* part(paths, begin, end);
      const geodesics = kernels.f32(pointer, sources.count * graph.nodes);
      out.set(project(model, geodesics, sources.count), from * dims);
    } finally {
      kernels.release(mark);
    }
    yield { fraction: end, stage: 'Placing rows' };
  }
  return matrix(out, X.rows, dims);
}

/** Geodesic distances (count × n) to coordinates (count × dims). */
function project(model: IsomapModel, distances: Float32Array, count: number): Float64Array {
  const { dims, coordinates, eigenvalues, kernelMeans, kernelGrandMean } = model;
  const n = kernelMeans.length;
  const out = new Float64Array(count * dims);
  for (let row = 0; row < count; row++) {
    const kernelRow = Float64Array.from(
      distances.subarray(row * n, (row + 1) * n),
      (d) => -0.5 * d * d,
    );
    const shift = kernelGrandMean - kernelRow.reduce((sum, value) => sum + value / n, 0);
    for (let j = 0; j < n; j++) {
      const centred = kernelRow[j] - kernelMeans[j] + shift;
      for (let d = 0; d < dims; d++) out[row * dims + d] += centred * coordinates[j * dims + d];
    }
    // coordinates = v·√λ, so v/√λ is coordinates/λ; a direction without length stays 0.
    for (let d = 0; d < dims; d++) {
      out[row * dims + d] = eigenvalues[d] > 0 ? out[row * dims + d] / eigenvalues[d] : 0;
    }
  }
  return out;
}
