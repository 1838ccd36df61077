import { transpose, type CsrGraph } from '../../../core/graph/csr';
import { breadthFirst, reordered } from '../../../core/graph/order';
import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { FitInput } from '../../../core/method';
import type { Task } from '../../../core/task';
import { GraphOperator } from '../../../kernels/laplacian/wasm';
import type { Product } from '../../../kernels/spread/label-field';
import {
  denseProduct,
  denseSpread,
  rbfAffinities,
  type Affinities,
} from '../../../kernels/spread/wasm';
import { nearestOthers, type Lists } from './neighbors';

const SPREADING = { fraction: 1, stage: 'Spreading' };

/** A weighted graph over the rows, as far as spreading needs to know it. W is without the weights of rows to themselves. */
export interface AffinityGraph {
  rows: number;
  /** Row of X behind each row here, where they are in another order, for the cache; undefined where they are as in X. */
  order?: Uint32Array;
  /** Weight of each row to itself. */
  selfWeights: Float64Array;
  /** Σ_i W[i,j] for each j. */
  columnSums(): Task<Float64Array>;
  /** W times columns of doubles in kernel memory. */
  multiply: Product;
}

export interface GraphParams {
  kernel: 'knn' | 'rbf';
  nNeighbors: number;
  gamma: number;
}

/**
 * The graph of scikit-learn's `kernel`: 0/1 links to the nearest neighbours, never symmetrised, or dense RBF weights.
 * Undefined when the person pressed Stop before it was whole. It stays in kernel memory until the caller's mark is
 * released.
 */
export function* buildGraph(
  kernels: KernelRuntime,
  input: Pick<FitInput, 'X' | 'neighbors'>,
  params: GraphParams,
): Task<AffinityGraph | undefined> {
  const { X } = input;
  if (params.kernel === 'knn') {
    const lists = yield* nearestOthers(kernels, input, params.nNeighbors);
    const links = neighborLinks(lists, X.rows, params.nNeighbors);
    const order = breadthFirst(links);
    return { ...sparseAffinity(kernels, reordered(links, order), params.nNeighbors), order };
  }
  const affinities = yield* rbfAffinities(kernels, X, X, params.gamma, true);
  return affinities.signal === 'stop' ? undefined : denseAffinity(kernels, affinities);
}

/**
 * Links to the k nearest rows *with the row itself among them*, as scikit-learn counts, minus the link to itself. The
 * lists hold the k nearest others. Only where k or more equal rows come first is a row not its own neighbour.
 */
export function neighborLinks(
  { indices, squaredDistances }: Lists,
  rows: number,
  k: number,
): CsrGraph {
  const kept: number[] = [];
  const indptr = new Uint32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    let before = 0;
    while (
      before < k &&
      squaredDistances[row * k + before] === 0 &&
      indices[row * k + before] < row
    )
      before++;
    const links = before === k ? k : k - 1;
    for (let i = 0; i < links; i++) kept.push(indices[row * k + i]);
    indptr[row + 1] = kept.length;
  }
  const graph = {
    nodes: rows,
    indptr,
    indices: Uint32Array.from(kept),
    weights: new Float64Array(kept.length).fill(1),
  };
  return transpose(transpose(graph));
}

/** Links in kernel memory until the caller's mark is released; `k` is the number of neighbours, the row itself included. */
export function sparseAffinity(kernels: KernelRuntime, links: CsrGraph, k: number): AffinityGraph {
  const { nodes, indptr, indices, weights } = links;
  const operator = new GraphOperator(kernels, links);
  return {
    rows: nodes,
    // A row with a full list of k others was not among its own k nearest.
    selfWeights: Float64Array.from({ length: nodes }, (_, row) =>
      indptr[row + 1] - indptr[row] < k ? 1 : 0,
    ),
    *columnSums() {
      const sums = new Float64Array(nodes);
      indices.forEach((column, e) => (sums[column] += weights[e]));
      yield SPREADING;
      return sums;
    },
    multiply: (from, to, stride) => operator.multiply(stride, from, to),
  };
}

function denseAffinity(kernels: KernelRuntime, affinities: Affinities): AffinityGraph {
  const { rows } = affinities;
  return {
    rows,
    selfWeights: new Float64Array(rows).fill(1),
    // The RBF matrix is symmetric: its row sums are its column sums.
    columnSums: () => denseSpread(kernels, affinities, new Float64Array(rows).fill(1), 1),
    multiply: (from, to, stride) => denseProduct(kernels, affinities, from, to, stride),
  };
}
