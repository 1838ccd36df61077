import type { CsrGraph } from '../../core/graph/csr';

/** W·F, row-major (nodes × columns). */
export function productReference(
  { nodes, indptr, indices, weights }: CsrGraph,
  F: Float64Array,
  columns: number,
): Float64Array {
  const out = new Float64Array(nodes * columns);
  for (let row = 0; row < nodes; row++) {
    for (let e = indptr[row]; e < indptr[row + 1]; e++) {
      for (let c = 0; c < columns; c++)
        out[row * columns + c] += weights[e] * F[indices[e] * columns + c];
    }
  }
  return out;
}

/** Σ_j W[i,j] for each i. */
export function degreesReference({ nodes, indptr, weights }: CsrGraph): Float64Array {
  return Float64Array.from({ length: nodes }, (_, row) =>
    weights.subarray(indptr[row], indptr[row + 1]).reduce((sum, weight) => sum + weight, 0),
  );
}

/** (D − W)·F, row-major (nodes × columns). */
export function laplacianReference(
  graph: CsrGraph,
  F: Float64Array,
  columns: number,
): Float64Array {
  const degrees = degreesReference(graph);
  return productReference(graph, F, columns).map(
    (value, at) => degrees[Math.floor(at / columns)] * F[at] - value,
  );
}
