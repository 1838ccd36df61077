import type { CsrGraph } from '../../core/graph/csr';
import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Signal, Task } from '../../core/task';
import { inSlices } from '../runtime/slices';

const SOURCES_PER_BLOCK = 8;
/** Nodes settled in about 20 ms by one thread. */
const NODES_PER_SLICE = 600_000;

/** Nodes a search for near sources looks at before it gives up filling its run. */
const SEARCH_MAX = 200;
const SCRATCH_BYTES = 88;

export interface GeodesicSources {
  count: number;
  /** Nodes a source starts from, and the distance covered to each: both (count × perSource). */
  nodes: Uint32Array;
  distances: Float64Array;
  perSource: number;
  /** Row of the output for each source; absent = their order. */
  rowOf?: Uint32Array;
}

/** One source for each node, at distance 0, in an order that brings near ones together: they share work. */
export function everyNode(graph: CsrGraph): GeodesicSources {
  const nodes = nearbyOrder(graph, SOURCES_PER_BLOCK);
  return {
    count: nodes.length,
    nodes,
    distances: new Float64Array(nodes.length),
    perSource: 1,
    rowOf: nodes,
  };
}

/** All nodes, cut into runs of `size` that a short breadth-first search from the first free node collects. */
function nearbyOrder({ nodes, indptr, indices }: CsrGraph, size: number): Uint32Array {
  const order = new Uint32Array(nodes);
  const taken = new Uint8Array(nodes);
  // A node was met in this search when it carries the search's number.
  const met = new Uint32Array(nodes);
  let count = 0;
  for (let start = 0; start < nodes; start++) {
    if (taken[start]) continue;
    const queue = [start];
    met[start] = start + 1;
    const full = count + size;
    for (let head = 0; head < queue.length && head < SEARCH_MAX && count < full; head++) {
      const node = queue[head];
      if (!taken[node]) order[count++] = node;
      taken[node] = 1;
      for (let e = indptr[node]; e < indptr[node + 1]; e++) {
        if (met[indices[e]] === start + 1) continue;
        met[indices[e]] = start + 1;
        queue.push(indices[e]);
      }
    }
  }
  return order;
}

export const geodesicBytes = (sources: number, nodes: number): number => sources * nodes * 4;

/**
 * Writes the shortest path lengths (sources × nodes, f32, Infinity = no path) to `out`, which the caller has allocated
 * with {@link geodesicBytes}; scratch is given back. The graph must be symmetric. Returns 'stop' when cut short. O(sources · edges · log nodes).
 */
export function* geodesicDistances(
  kernels: KernelRuntime,
  graph: CsrGraph,
  sources: GeodesicSources,
  out: number,
): Task<Signal> {
  const mark = kernels.mark();
  try {
    const copy = (values: Uint32Array | Float64Array): number => {
      const pointer = kernels.alloc(values.byteLength);
      if (values instanceof Uint32Array) kernels.u32(pointer, values.length).set(values);
      else kernels.f64(pointer, values.length).set(values);
      return pointer;
    };
    const rowOf = sources.rowOf ?? Uint32Array.from({ length: sources.count }, (_, i) => i);
    const { indptr, indices, weights } = graph;
    const pointers = [indptr, indices, weights, sources.nodes, sources.distances, rowOf].map(copy);
    const scratch = kernels.alloc(kernels.threads * graph.nodes * SCRATCH_BYTES);
    return yield* inSlices(kernels, {
      kernel: 'geodesicDistances',
      blocks: Math.ceil(sources.count / SOURCES_PER_BLOCK),
      perSlice: Math.ceil((NODES_PER_SLICE * kernels.threads) / (graph.nodes * SOURCES_PER_BLOCK)),
      params: [...pointers, sources.perSource, scratch, out, sources.count, graph.nodes],
      stage: 'Shortest paths',
    });
  } finally {
    kernels.release(mark);
  }
}
