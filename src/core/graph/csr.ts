/**
 * A sparse square matrix by rows: the edges out of node `i` are `indices[e]` with `weights[e]` for
 * `indptr[i] ≤ e < indptr[i + 1]`, columns ascending, none twice. An edge of weight 0 is an edge (two equal rows).
 */
export interface CsrGraph {
  nodes: number;
  /** Length nodes + 1. */
  indptr: Uint32Array;
  indices: Uint32Array;
  weights: Float64Array;
}

export interface Edge {
  from: number;
  to: number;
  weight: number;
}

/** Nearest-neighbour lists (row-major, nodes × k) as a directed graph; `weights` of the same shape. O(nodes · k). */
export function fromNeighborLists(
  indices: Uint32Array,
  weights: ArrayLike<number>,
  nodes: number,
  k: number,
): CsrGraph {
  if (indices.length !== nodes * k || weights.length !== nodes * k) {
    throw new RangeError(`graph: ${indices.length} neighbours are not ${nodes} lists of ${k}`);
  }
  const indptr = Uint32Array.from({ length: nodes + 1 }, (_, i) => i * k);
  // Transposing twice sorts every row's columns in linear time.
  return transpose(transpose({ nodes, indptr, indices, weights: Float64Array.from(weights) }));
}

/** The directed graph with just these edges; no pair twice. */
export function fromEdges(nodes: number, edges: readonly Edge[]): CsrGraph {
  const sorted = edges.toSorted((a, b) => a.from - b.from || a.to - b.to);
  const indptr = new Uint32Array(nodes + 1);
  for (const { from } of sorted) indptr[from + 1]++;
  for (let i = 0; i < nodes; i++) indptr[i + 1] += indptr[i];
  return {
    nodes,
    indptr,
    indices: Uint32Array.from(sorted, ({ to }) => to),
    weights: Float64Array.from(sorted, ({ weight }) => weight),
  };
}

/** Every edge turned round. A counting sort: O(nodes + edges). */
export function transpose({ nodes, indptr, indices, weights }: CsrGraph): CsrGraph {
  const outIndptr = new Uint32Array(nodes + 1);
  for (const column of indices) outIndptr[column + 1]++;
  for (let i = 0; i < nodes; i++) outIndptr[i + 1] += outIndptr[i];
  const next = outIndptr.slice(0, nodes);
  const outIndices = new Uint32Array(indices.length);
  const outWeights = new Float64Array(indices.length);
  for (let row = 0; row < nodes; row++) {
    for (let e = indptr[row]; e < indptr[row + 1]; e++) {
      const at = next[indices[e]]++;
      outIndices[at] = row;
      outWeights[at] = weights[e];
    }
  }
  return { nodes, indptr: outIndptr, indices: outIndices, weights: outWeights };
}

/**
 * Edges of either graph, their weight by `combine(in a, in b)`; `absent` stands for an edge that one of them lacks.
 * O(nodes + edges).
 */
export function merge(
  a: CsrGraph,
  b: CsrGraph,
  absent: number,
  combine: (a: number, b: number) => number,
): CsrGraph {
  const { nodes } = a;
  if (b.nodes !== nodes) throw new RangeError(`graph: ${nodes} nodes cannot join ${b.nodes}`);
  const indptr = new Uint32Array(nodes + 1);
  const indices = new Uint32Array(a.indices.length + b.indices.length);
  const weights = new Float64Array(indices.length);
  let count = 0;
  for (let row = 0; row < nodes; row++) {
    let [i, j] = [a.indptr[row], b.indptr[row]];
    const [endA, endB] = [a.indptr[row + 1], b.indptr[row + 1]];
    while (i < endA || j < endB) {
      const columnA = i < endA ? a.indices[i] : Infinity;
      const columnB = j < endB ? b.indices[j] : Infinity;
      const column = Math.min(columnA, columnB);
      const inA = columnA === column ? a.weights[i++] : absent;
      const inB = columnB === column ? b.weights[j++] : absent;
      indices[count] = column;
      weights[count++] = combine(inA, inB);
    }
    indptr[row + 1] = count;
  }
  return { nodes, indptr, indices: indices.slice(0, count), weights: weights.slice(0, count) };
}

/** Edges of either graph; where both have one, the lighter. */
export const union = (a: CsrGraph, b: CsrGraph): CsrGraph => merge(a, b, Infinity, Math.min);

/** Every edge usable both ways; of two unequal weights the lighter, as scipy's shortest paths take it. */
export const symmetrise = (graph: CsrGraph): CsrGraph => union(graph, transpose(graph));
