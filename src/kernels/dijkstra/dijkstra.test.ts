import { describe, expect, it } from 'vitest';
import { fromEdges, symmetrise, type CsrGraph, type Edge } from '../../core/graph/csr';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../runtime/test-runtime';
import { geodesicReference } from './reference';
import { everyNode, geodesicBytes, geodesicDistances, type GeodesicSources } from './wasm';

/** A fixed sparse graph of two halves without an edge between them; every seventh edge has weight 0. */
function twoHalves(nodes: number): CsrGraph {
  const edges = new Map<number, Edge>();
  for (let i = 0; i < nodes * 3; i++) {
    const from = (i * 7919) % nodes;
    const to = (from + 2 * ((i * 104_729) % (nodes / 2))) % nodes;
    const weight = i % 7 === 0 ? 0 : 1 + Math.sin(i) ** 2;
    if (from !== to) edges.set(from * nodes + to, { from, to, weight });
  }
  return symmetrise(fromEdges(nodes, [...edges.values()]));
}

function run(graph: CsrGraph, sources: GeodesicSources): Float32Array {
  const kernels = createTestRuntime();
  const out = kernels.alloc(geodesicBytes(sources.count, graph.nodes));
  const used = kernels.memory.used;
  expect(runToEnd(geodesicDistances(kernels, graph, sources, out))).toBe('go');
  expect(kernels.memory.used).toBe(used);
  return kernels.f32(out, sources.count * graph.nodes);
}

describe('geodesicDistances', () => {
  it('finds the shortest path between every two nodes, and none between unjoined ones', () => {
    const graph = twoHalves(90);
    const found = run(graph, everyNode(graph));
    for (let source = 0; source < 90; source++) {
      const expected = geodesicReference(graph, [source], [0]);
      expect(found.subarray(source * 90, (source + 1) * 90)).toEqual(Float32Array.from(expected));
      expect(expected.filter((value) => value === Infinity).length).toBeGreaterThanOrEqual(45);
    }
  });

  it('starts from several nodes with a distance already covered, the same node twice included', () => {
    const graph = twoHalves(40);
    const sources = {
      count: 2,
      nodes: Uint32Array.of(3, 10, 10, 0, 1, 2),
      distances: Float64Array.of(0.25, 4, 2, 9, 0.5, 1),
      perSource: 3,
    };
    const found = run(graph, sources);
    for (const source of [0, 1]) {
      const at = [source * 3, source * 3 + 3] as const;
      const expected = geodesicReference(
        graph,
        sources.nodes.slice(...at),
        sources.distances.slice(...at),
      );
      expect(found.subarray(source * 40, source * 40 + 40)).toEqual(Float32Array.from(expected));
    }
  });
});
