import { fromNeighborLists, merge, transpose, type CsrGraph } from '../../../core/graph/csr';
import type { Lists } from '../shared/neighbors';

/** How rows are linked and how strongly; the same for every method that solves on the graph's Laplacian. */
export interface SimilarityParams {
  nNeighbors: number;
  weights: 'gaussian' | 'connectivity';
  symmetrise: 'either' | 'mutual';
}

/**
 * Weights of lists of k neighbours, nearest first: 1, or the self-tuning exp(−4·d²/d_k²) with d_k the distance of the k-th
 * (Calder et al. 2020), 1 where all k are in the row's own place.
 */
export function weightsOf(
  { squaredDistances }: Pick<Lists, 'squaredDistances'>,
  k: number,
  weights: SimilarityParams['weights'],
): Float64Array {
  if (weights === 'connectivity') return new Float64Array(squaredDistances.length).fill(1);
  return squaredDistances.map((squared, at) => {
    const farthest = squaredDistances[at - (at % k) + k - 1];
    return farthest > 0 ? Math.exp((-4 * squared) / farthest) : 1;
  });
}

/**
 * The symmetric graph W of lists of k neighbours: the mean of both directions, an absent link counting 0, or only links that
 * go both ways, with their mean. The diagonal is empty. O(rows · k).
 */
export function similarityGraph(
  lists: Lists,
  { nNeighbors: k, weights, symmetrise }: SimilarityParams,
): CsrGraph {
  const nodes = lists.indices.length / k;
  const directed = fromNeighborLists(lists.indices, weightsOf(lists, k, weights), nodes, k);
  const both = merge(directed, transpose(directed), 0, (a, b) =>
    symmetrise === 'mutual' && (a === 0 || b === 0) ? 0 : (a + b) / 2,
  );
  return withoutZeros(both);
}

/** Leaves out links of weight 0: nothing passes along them, so they must not join components either. */
function withoutZeros({ nodes, indptr, indices, weights }: CsrGraph): CsrGraph {
  const kept = new Uint32Array(nodes + 1);
  let count = 0;
  const [outIndices, outWeights] = [
    new Uint32Array(indices.length),
    new Float64Array(indices.length),
  ];
  for (let row = 0; row < nodes; row++) {
    for (let e = indptr[row]; e < indptr[row + 1]; e++) {
      if (weights[e] === 0) continue;
      outIndices[count] = indices[e];
      outWeights[count++] = weights[e];
    }
    kept[row + 1] = count;
  }
  return {
    nodes,
    indptr: kept,
    indices: outIndices.slice(0, count),
    weights: outWeights.slice(0, count),
  };
}
