import { placesOf } from '../row-order';
import { transpose, type CsrGraph } from './csr';

/**
 * An order of the nodes in which linked ones are mostly near each other: breadth first, from the first node that is left
 * again and again. What gathers over links then finds more of them in the cache. O(nodes + edges).
 */
export function breadthFirst({ nodes, indptr, indices }: CsrGraph): Uint32Array {
  const order = new Uint32Array(nodes);
  const seen = new Uint8Array(nodes);
  let count = 0;
  for (let root = 0; root < nodes; root++) {
    if (seen[root]) continue;
    seen[root] = 1;
    order[count++] = root;
    for (let at = count - 1; at < count; at++) {
      const node = order[at];
      for (let e = indptr[node]; e < indptr[node + 1]; e++) {
        const next = indices[e];
        if (seen[next]) continue;
        seen[next] = 1;
        order[count++] = next;
      }
    }
  }
  return order;
}

/** The same graph with its nodes in another order: node i is node `order[i]` of before. O(nodes + edges). */
export function reordered(graph: CsrGraph, order: Uint32Array): CsrGraph {
  const { nodes } = graph;
  const placeOf = placesOf(order);
  const indptr = new Uint32Array(nodes + 1);
  const indices = new Uint32Array(graph.indices.length);
  const weights = new Float64Array(graph.indices.length);
  let count = 0;
  order.forEach((node, place) => {
    for (let e = graph.indptr[node]; e < graph.indptr[node + 1]; e++) {
      indices[count] = placeOf[graph.indices[e]];
      weights[count++] = graph.weights[e];
    }
    indptr[place + 1] = count;
  });
  // Transposing twice sorts every row's columns in linear time.
  return transpose(transpose({ nodes, indptr, indices, weights }));
}

/** One number for each node, in the order that its graph is put in. */
export const inNodeOrder = (values: Int32Array, order: Uint32Array): Int32Array =>
  values.map((_, i) => values[order[i]]);

/** Rows of a reordered graph put back: row i of `F` (rows × columns) is row `order[i]` of what comes out. */
export function putBack(F: Float64Array, order: Uint32Array, columns: number): Float64Array {
  const out = new Float64Array(F.length);
  order.forEach((row, i) => {
    for (let c = 0; c < columns; c++) out[row * columns + c] = F[i * columns + c];
  });
  return out;
}
