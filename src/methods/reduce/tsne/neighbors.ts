import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { Matrix } from '../../../core/matrix';
import type { Task } from '../../../core/task';
import { knn, type Neighbors } from '../../../kernels/knn/wasm';
import type { TsneParams } from './params';

/** How many neighbours weigh: three times the perplexity, as in scikit-learn; all of them in the exact method. */
export const neighborCount = (rows: number, { perplexity, method }: TsneParams): number =>
  method === 'exact' ? rows - 1 : Math.min(rows - 1, Math.floor(3 * perplexity + 1));

/** The lists of neighbours by the chosen strategy, with the share of true neighbours in them. */
export function* findNeighbors(kernels: KernelRuntime, X: Matrix, k: number): Task<Neighbors> {
  return yield* knn(kernels, X, k);
}
