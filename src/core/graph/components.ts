import type { CsrGraph } from './csr';

export interface Components {
  count: number;
  /** Component of each node, numbered by first appearance. */
  labels: Uint32Array;
}

/** Weakly connected components: edges count in both directions. Union-find, near-linear. */
export function weakComponents({ nodes, indptr, indices }: CsrGraph): Components {
  const parent = Uint32Array.from({ length: nodes }, (_, i) => i);
  const rootOf = (node: number): number => {
    while (parent[node] !== node) {
      parent[node] = parent[parent[node]];
      node = parent[node];
    }
    return node;
  };
  for (let row = 0; row < nodes; row++) {
    for (let e = indptr[row]; e < indptr[row + 1]; e++) {
      const a = rootOf(row);
      const b = rootOf(indices[e]);
      // The lower node stays the root, so that a component's root is the first of its nodes.
      if (a < b) parent[b] = a;
      else parent[a] = b;
    }
  }
  const labels = new Uint32Array(nodes);
  let count = 0;
  for (let node = 0; node < nodes; node++) {
    const root = rootOf(node);
    labels[node] = root === node ? count++ : labels[root];
  }
  return { count, labels };
}
