import type { CsrGraph } from '../../core/graph/csr';
import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Signal, Task } from '../../core/task';
import { inSlices } from '../runtime/slices';

const SOURCES_PER_BLOCK = 8;
/** Nodes settled in about 20 ms by one thread. */
const NODES_PER_SLICE = 250_000;

export interface GeodesicSources {
  count: number;
  /** Nodes a source starts from, and the distance covered to each: both (count × perSource). */
  nodes: Uint32Array;
  distances: Float64Array;
  perSource: number;
}

/** One source for each node, at distance 0. */
export const everyNode = (nodes: number): GeodesicSources => ({
  count: nodes,
  nodes: Uint32Array.from({ length: nodes }, (_, i) => i),
  distances: new Float64Array(nodes),
  perSource: 1,
});

export const geodesicBytes = (sources: number, nodes: number): number => sources * nodes * 4;

/**
 * Writes the shortest path lengths (sources × nodes, f32, Infinity = no path) to `out`, which the caller has allocated
 * with {@link geodesicBytes}; scratch is given back. Returns 'stop' when cut short. O(sources · edges · log nodes).
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
    const pointers = [
      graph.indptr,
      graph.indices,
      graph.weights,
      sources.nodes,
      sources.distances,
    ].map(copy);
    const scratch = kernels.alloc(kernels.threads * graph.nodes * 16);
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
