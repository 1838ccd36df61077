import { ExpectedFailure } from '../../../core/failure';
import type { KernelRuntime } from '../../../core/kernel-runtime';
import { signOf } from '../../../core/linalg/sign';
import { topEigenpairs, type TopEigenpairs } from '../../../core/linalg/top-eigenpairs';
import type { Algorithm, FitContext, FitInput } from '../../../core/method';
import { part, type Task } from '../../../core/task';
import { everyNode, geodesicBytes, geodesicDistances } from '../../../kernels/dijkstra/wasm';
import { CentredSquares } from '../../../kernels/geodesic/wasm';
import type { IsomapModel } from './model';
import { neighborhoodGraph, type Neighborhood } from './neighborhood';
import { allOrNothing } from '../shared/all-or-nothing';
import { transformIsomap } from './transform';

export interface IsomapParams {
  nComponents: number;
  nNeighbors: number;
}

/** Residual of an eigenpair as a share of the largest eigenvalue. */
const TOLERANCE = 1e-11;

/**
 * Row-major (n × dims): each vector times the root of its eigenvalue, turned so that its entry of largest size is positive
 * (scikit-learn's `svd_flip`); a direction without length is all zeros.
 */
function coordinatesOf({ values, vectors }: TopEigenpairs, n: number): Float64Array {
  const dims = values.length;
  const coordinates = new Float64Array(n * dims);
  for (let d = 0; d < dims; d++) {
    const factor = Math.sqrt(Math.max(values[d], 0)) * signOf(vectors[d]);
    for (let row = 0; row < n; row++) coordinates[row * dims + d] = vectors[d][row] * factor;
  }
  return coordinates;
}

function warningsOf(components: number, values: Float64Array, nNeighbors: number): string[] {
  const warnings: string[] = [];
  if (components > 1) {
    warnings.push(
      `With ${nNeighbors} neighbours the rows fall into ${components} separate groups; each two were joined by their ` +
        'closest pair, so distances between groups mean little. More neighbours may avoid it.',
    );
  }
  const flat = values.filter((value) => value <= 0).length;
  if (flat > 0)
    warnings.push(`${flat} of ${values.length} dimensions have no extent: the data has fewer.`);
  return warnings;
}

/** Shortest paths, then the eigenvectors of the centred squares (classical scaling), all in one stretch of memory. */
function* scale(kernels: KernelRuntime, { graph }: Neighborhood, dims: number) {
  const n = graph.nodes;
  const mark = kernels.mark();
  try {
    const D = kernels.alloc(geodesicBytes(n, n));
    yield* part(geodesicDistances(kernels, graph, everyNode(graph), D), 0, 0.75);
    const operator = new CentredSquares(kernels, D, n);
    const pairs = yield* part(
      topEigenpairs((x) => operator.multiply(x), n, dims, { tolerance: TOLERANCE }),
      0.75,
      1,
    );
    if (!pairs.converged)
      throw new ExpectedFailure('notConverged', 'The eigenvectors did not settle.');
    const { means, grandMean } = operator;
    return { pairs, means, grandMean, squaredNorm: operator.squaredNorm() };
  } finally {
    kernels.release(mark);
  }
}

/** Isomap (Tenenbaum et al. 2000) with scikit-learn's choices. O(n² · k · log n) time, 4·n² bytes. */
function* fitIsomap(
  { X }: FitInput,
  { nNeighbors, nComponents }: IsomapParams,
  { kernels }: FitContext,
): Task<IsomapModel> {
  const n = X.rows;
  const neighborhood = yield* part(neighborhoodGraph(kernels, X, nNeighbors), 0, 0.3);
  const { pairs, means, grandMean, squaredNorm } = yield* part(
    scale(kernels, neighborhood, nComponents),
    0.3,
    1,
  );
  const kept = pairs.values.reduce((sum, value) => sum + value * value, 0);
  return {
    kind: 'embedding',
    coordinates: coordinatesOf(pairs, n),
    dims: nComponents,
    warnings: warningsOf(neighborhood.components, pairs.values, nNeighbors),
    figures: { reconstructionError: Math.sqrt(Math.max(0, squaredNorm - kept)) / n },
    X,
    nNeighbors,
    graph: neighborhood.graph,
    eigenvalues: pairs.values,
    kernelMeans: means,
    kernelGrandMean: grandMean,
    components: neighborhood.components,
  };
}

export const isomap: Algorithm<IsomapParams, IsomapModel> = {
  fit: (...given) =>
    allOrNothing(
      fitIsomap(...given),
      'Stopped before the map was made: Isomap has nothing to show on the way.',
    ),
  transform: (...given) =>
    allOrNothing(
      transformIsomap(...given),
      'Stopped before all rows were placed: there is no result.',
    ),
};
