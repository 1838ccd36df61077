import { fromNeighborLists, merge, transpose, type CsrGraph } from '../../../core/graph/csr';
import type { RandomState } from '../../../core/random/random-state';
import type { SampledEdges } from '../../../kernels/umap-layout/wasm';

/**
 * The fuzzy union of directed memberships (rows × k): W + Wᵀ − W∘Wᵀ, the chance that at least one of the two rows counts
 * the other as near.
 */
export function fuzzyUnion(
  indices: Uint32Array,
  weights: Float64Array,
  rows: number,
  k: number,
): CsrGraph {
  const directed = fromNeighborLists(indices, weights, rows, k);
  return merge(directed, transpose(directed), 0, (a, b) => a + b - a * b);
}

/**
 * How often each edge fires in an epoch: its share of the heaviest weight. Edges that would not fire once in `nEpochs` are
 * left out; every row has whole quads of edges, filled up with edges that never fire. A row's edges are shuffled: the last
 * has the last word in an epoch, and must not be from one side always.
 */
export function sampledEdges(
  { nodes, indptr, indices, weights }: CsrGraph,
  nEpochs: number,
  random: RandomState,
): SampledEdges {
  let heaviest = 0;
  for (const weight of weights) heaviest = Math.max(heaviest, weight);
  const least = heaviest / nEpochs;
  const kept = (edge: number): boolean => weights[edge] > 0 && weights[edge] >= least;
  const rowStarts = new Uint32Array(nodes + 1);
  for (let row = 0; row < nodes; row++) {
    let count = 0;
    for (let e = indptr[row]; e < indptr[row + 1]; e++) if (kept(e)) count++;
    rowStarts[row + 1] = rowStarts[row] + Math.ceil(count / 4) * 4;
  }
  const columns = new Uint32Array(rowStarts[nodes]);
  const rates = new Float32Array(rowStarts[nodes]);
  for (let row = 0; row < nodes; row++) {
    const edges: number[] = [];
    for (let e = indptr[row]; e < indptr[row + 1]; e++) if (kept(e)) edges.push(e);
    random.shuffle(edges);
    edges.forEach((edge, i) => {
      columns[rowStarts[row] + i] = indices[edge];
      rates[rowStarts[row] + i] = weights[edge] / heaviest;
    });
  }
  return { rows: nodes, rowStarts, columns, rates };
}
