import { failure, type Failure } from '../../../core/failure';
import type { InputFacts } from '../../../core/method';

/** The RBF graph holds rows² doubles; a tab is not given much more than this by every browser. */
const DENSE_BYTES_MAX = 1.5 * 2 ** 30;
const GIB = 2 ** 30;

/** Why a labelling method cannot use this input; undefined when it can. */
export function labellingProblem(
  { rows, labelled = 0, labelledPerClass = [] }: InputFacts,
  { kernel, nNeighbors }: { kernel: string; nNeighbors: number },
): Failure | undefined {
  if (labelled === 0) {
    return failure(
      'badInput',
      'No row has a label to start from. Choose a label budget, or a file with some labels.',
      'y',
    ).error;
  }
  if (labelledPerClass.filter((count) => count > 0).length < 2) {
    return failure(
      'badInput',
      'All labelled rows are of one class. Labels of at least two classes are needed.',
      'y',
    ).error;
  }
  if (kernel === 'knn' && nNeighbors >= rows) {
    return failure(
      'badParameter',
      `Neighbours must be below the number of rows: ${nNeighbors} of ${rows}.`,
      'nNeighbors',
    ).error;
  }
  const bytes = rows * rows * 8;
  if (kernel === 'rbf' && bytes > DENSE_BYTES_MAX) {
    const most = Math.floor(Math.sqrt(DENSE_BYTES_MAX / 8));
    return failure(
      'tooLarge',
      `The RBF graph of ${rows} rows would need ${(bytes / GIB).toFixed(1)} GiB. Use at most ${most} rows, or the ` +
        'nearest-neighbour graph.',
      'kernel',
    ).error;
  }
  return undefined;
}
