import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { FitInput, NeighborLists } from '../../../core/method';
import type { Task } from '../../../core/task';
import { knn } from '../../../kernels/knn/wasm';

export type Lists = Pick<NeighborLists, 'indices' | 'squaredDistances'>;

/** The first k of lists of `kept` neighbours each: a search for many neighbours serves methods that want fewer. */
export function firstNeighbors(lists: Lists, kept: number, k: number): Lists {
  if (k === kept) return lists;
  if (k > kept) throw new RangeError(`graph: ${k} neighbours wanted of ${kept}`);
  const rows = lists.indices.length / kept;
  const indices = new Uint32Array(rows * k);
  const squaredDistances = new Float64Array(rows * k);
  for (let row = 0; row < rows; row++) {
    indices.set(lists.indices.subarray(row * kept, row * kept + k), row * k);
    squaredDistances.set(lists.squaredDistances.subarray(row * kept, row * kept + k), row * k);
  }
  return { indices, squaredDistances };
}

/** The k nearest other rows of each row: those that came with the input where they are enough, else by a search. */
export function* nearestOthers(
  kernels: KernelRuntime,
  { X, neighbors }: Pick<FitInput, 'X' | 'neighbors'>,
  k: number,
): Task<Lists> {
  if (neighbors && neighbors.k >= k) return firstNeighbors(neighbors, neighbors.k, k);
  return yield* knn(kernels, X, k);
}
