import type { CsrGraph } from '../../core/graph/csr';

/**
 * Shortest path lengths from one set of seeds, by repeated relaxation of every edge (Bellman–Ford): nothing in common
 * with the kernel but the answer. O(nodes · edges).
 */
export function geodesicReference(
  { nodes, indptr, indices, weights }: CsrGraph,
  seeds: ArrayLike<number>,
  seedDistances: ArrayLike<number>,
): Float64Array {
  const distances = new Float64Array(nodes).fill(Infinity);
  for (let i = 0; i < seeds.length; i++) {
    distances[seeds[i]] = Math.min(distances[seeds[i]], seedDistances[i]);
  }
  for (let changed = true; changed;) {
    changed = false;
    for (let node = 0; node < nodes; node++) {
      for (let e = indptr[node]; e < indptr[node + 1]; e++) {
        const through = distances[node] + weights[e];
        if (through < distances[indices[e]]) {
          distances[indices[e]] = through;
          changed = true;
        }
      }
    }
  }
  return distances;
}
