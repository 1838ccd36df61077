import { fromNeighborLists, symmetrise } from '../../../src/core/graph/csr';
import { RandomState } from '../../../src/core/random/random-state';
import { runToEnd } from '../../../src/core/task';
import { everyNode, geodesicBytes, geodesicDistances } from '../../../src/kernels/dijkstra/wasm';
import { Descent } from '../../../src/kernels/tsne-attraction/wasm';
import { MeshRepulsion } from '../../../src/kernels/tsne-mesh/wasm';
import type { Micro } from './measured';

const ROWS = 20_000;
const NEIGHBORS = 90;

/** Nearest others on a line: near in memory as after a sort by place. */
function neighborsOnLine(rows: number, k: number): Uint32Array {
  const indices = new Uint32Array(rows * k);
  for (let row = 0; row < rows; row++) {
    const first = Math.min(Math.max(0, row - k / 2), rows - 1 - k);
    for (let j = 0; j < k; j++) indices[row * k + j] = first + j + (first + j >= row ? 1 : 0);
  }
  return indices;
}

function descentOf(kernels: ConstructorParameters<typeof Descent>[0]): Descent {
  const columns = neighborsOnLine(ROWS, NEIGHBORS + (-NEIGHBORS & 3));
  const perRow = columns.length / ROWS;
  const rowStarts = Uint32Array.from({ length: ROWS + 1 }, (_, row) => row * perRow);
  const values = new Float32Array(columns.length).fill(1 / columns.length);
  const descent = new Descent(kernels, { rows: ROWS, rowStarts, columns, values }, 2, 'sklearn');
  const random = new RandomState(42);
  descent.place(Float32Array.from({ length: ROWS * 2 }, () => 30 * random.standardNormal()));
  return descent;
}

/** Kernels that walk graphs or point clouds. */
export const sparse: Record<string, Micro> = {
  attraction: {
    title: 't-SNE’s attraction, 20,000 points with 92 edges each',
    arithmetic: 'single',
    prepare(kernels) {
      const descent = descentOf(kernels);
      const out = kernels.alloc(ROWS * 8);
      const edges = ROWS * (NEIGHBORS + (-NEIGHBORS & 3));
      return {
        run: () => descent.attraction(out),
        // Two differences, their squares' sum, 1 + d², one division, the weight, two multiply-adds.
        operations: edges * 12,
        bytes: edges * 8 + ROWS * 16,
      };
    },
  },
  mesh: {
    title: 't-SNE’s repulsion by the mesh, 20,000 points',
    arithmetic: 'single',
    counted: 'points',
    prepare(kernels) {
      const { points, repulsion } = descentOf(kernels);
      const mesh = new MeshRepulsion(kernels, ROWS, 2, 'sklearn');
      return {
        run: () => void runToEnd(mesh.run(points, repulsion)),
        operations: ROWS,
        bytes: ROWS * 16,
      };
    },
  },
  dijkstra: {
    title: 'Shortest paths from 2,000 nodes with 10 edges each to all',
    arithmetic: 'double',
    counted: 'edges looked at',
    prepare(kernels) {
      const [nodes, k] = [2000, 8];
      const random = new RandomState(42);
      const lengths = Float64Array.from({ length: nodes * k }, () => 1 + random.randomSample());
      const near = neighborsOnLine(nodes, k).map((to, at) =>
        at % k ? to : random.randint(0, nodes),
      );
      for (let at = 0; at < near.length; at += k) {
        const row = at / k;
        if (near.subarray(at + 1, at + k).includes(near[at]) || near[at] === row)
          near[at] = (row + nodes / 2) % nodes;
      }
      const graph = symmetrise(fromNeighborLists(near, lengths, nodes, k));
      const sources = everyNode(graph);
      const out = kernels.alloc(geodesicBytes(nodes, nodes));
      return {
        run: () => void runToEnd(geodesicDistances(kernels, graph, sources, out)),
        operations: nodes * graph.indices.length,
        bytes: nodes * nodes * 4,
      };
    },
  },
};
