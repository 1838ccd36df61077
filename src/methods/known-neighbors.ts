import { placesOf } from '../core/row-order';
import { takeRows, type Matrix } from '../core/matrix';
import type { NeighborLists } from '../core/method';
import { isShown, type AnyParams } from '../core/params';
import type { JobRequest } from '../core/protocol';
import type { Task } from '../core/task';
import type { KernelRuntime } from '../core/kernel-runtime';
import { knn } from '../kernels/knn/wasm';
import { methodById } from './registry';

/** Most neighbours of the rows of X that any of these fits will ask for; 0 when none does. */
export const neighborsWanted = (fits: readonly { method: string; params: AnyParams }[]): number =>
  fits.reduce((most, { method: id, params }) => {
    const method = methodById(id);
    const spec = method.params.nNeighbors;
    // One that learns from images compares something else than these.
    const own = method.family === 'semi' && !method.tags.includes('images');
    const wanted = own && spec && isShown(spec, params) ? params.nNeighbors : 0;
    return Math.max(most, typeof wanted === 'number' ? wanted : 0);
  }, 0);

/**
 * Lists of the same rows in another order: row i is row `order[i]` of before. Neighbours equally far come by their new
 * index; of those that are as far as the last of a list, the lists have the ones with the lowest index of before.
 */
export function inOrder(
  { k, indices, squaredDistances }: NeighborLists,
  order: Uint32Array,
): NeighborLists {
  const placeOf = placesOf(order);
  const moved = {
    k,
    indices: new Uint32Array(indices.length),
    squaredDistances: new Float64Array(indices.length),
  };
  order.forEach((row, place) => {
    const [from, to] = [row * k, place * k];
    for (let i = 0; i < k; i++) {
      const distance = squaredDistances[from + i];
      const neighbor = placeOf[indices[from + i]];
      let at = to + i;
      for (; at > to; at--) {
        if (moved.squaredDistances[at - 1] !== distance || moved.indices[at - 1] < neighbor) break;
        moved.indices[at] = moved.indices[at - 1];
      }
      moved.indices[at] = neighbor;
      moved.squaredDistances[to + i] = distance;
    }
  });
  return moved;
}

/** What a fit sees of a request's rows, and what was found out about them on the way. */
export interface Seen {
  X: Matrix;
  neighbors?: NeighborLists;
  /** Of the rows as they came, for further fits on them. */
  found?: NeighborLists;
}

function* search(kernels: KernelRuntime, X: Matrix, k: number): Task<NeighborLists> {
  const { indices, squaredDistances } = yield* knn(kernels, X, k);
  return { k, indices, squaredDistances };
}

/**
 * Rows in the order a fit wants, with the neighbours it will ask for. They are searched before rows are put in order: so
 * they are the same whichever rows have a label, and a fit with more labels is given those of the one before.
 */
export function* seenBy(
  kernels: KernelRuntime,
  { method, params, action, X, order, neighbors }: JobRequest,
): Task<Seen> {
  const k = action === 'fit' ? neighborsWanted([{ method, params }]) : 0;
  const known = neighbors && neighbors.k >= k ? neighbors : undefined;
  const found = k > 0 && !known ? yield* search(kernels, X, k) : undefined;
  const lists = k > 0 ? (known ?? found) : undefined;
  if (!order) return { X, neighbors: lists, found };
  return { X: takeRows(X, order), neighbors: lists && inOrder(lists, order), found };
}
