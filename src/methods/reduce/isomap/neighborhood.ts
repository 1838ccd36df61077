import { weakComponents, type Components } from '../../../core/graph/components';
import {
  fromEdges,
  fromNeighborLists,
  symmetrise,
  union,
  type CsrGraph,
  type Edge,
} from '../../../core/graph/csr';
import type { KernelRuntime } from '../../../core/kernel-runtime';
import { takeRows, type Matrix } from '../../../core/matrix';
import { part, type Task } from '../../../core/task';
import { knn, knnQuery } from '../../../kernels/knn/wasm';

export interface Neighborhood {
  /** Symmetric and connected, weighted by Euclidean distance. */
  graph: CsrGraph;
  /** Components before they were joined. */
  components: number;
}

/** Links every row with its k nearest others; separate components are joined as scikit-learn joins them. */
export function* neighborhoodGraph(
  kernels: KernelRuntime,
  X: Matrix,
  k: number,
): Task<Neighborhood> {
  const { indices, squaredDistances } = yield* part(knn(kernels, X, k), 0, 0.8);
  const distances = Float64Array.from(squaredDistances, Math.sqrt);
  const links = fromNeighborLists(indices, distances, X.rows, k);
  const components = weakComponents(links);
  const graph = symmetrise(links);
  if (components.count === 1) return { graph, components: 1 };
  const edges = yield* part(closestEdges(kernels, X, components), 0.8, 1);
  return {
    graph: union(graph, symmetrise(fromEdges(X.rows, edges))),
    components: components.count,
  };
}

/** The closest pair of rows between *every* two components: O(rows² · cols) in all, but rare. */
function* closestEdges(
  kernels: KernelRuntime,
  X: Matrix,
  { count, labels }: Components,
): Task<Edge[]> {
  const members = Array.from({ length: count }, () => [] as number[]);
  labels.forEach((label, row) => members[label].push(row));
  const edges: Edge[] = [];
  const pairs = (count * (count - 1)) / 2;
  for (let i = 1; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const done = edges.length / pairs;
      const [Q, others] = [takeRows(X, members[i]), takeRows(X, members[j])];
      const search = knnQuery(kernels, others, Q, 1);
      const nearest = yield* part(search, done, done + 1 / pairs);
      let best = 0;
      nearest.squaredDistances.forEach((squared, at) => {
        if (squared < nearest.squaredDistances[best]) best = at;
      });
      edges.push({
        from: members[i][best],
        to: members[j][nearest.indices[best]],
        weight: Math.sqrt(nearest.squaredDistances[best]),
      });
      yield { fraction: edges.length / pairs, stage: 'Joining components' };
    }
  }
  return edges;
}
