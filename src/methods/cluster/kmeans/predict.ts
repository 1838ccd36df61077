import { ExpectedFailure } from '../../../core/failure';
import type { Matrix } from '../../../core/matrix';
import type { FitContext, Prediction } from '../../../core/method';
import { part, type Task } from '../../../core/task';
import { packSamples, toStored } from '../../../kernels/kmeans/samples';
import { assignRows, Partition } from '../../../kernels/kmeans/wasm';
import type { KMeansModel } from './model';

/** The cluster whose centre is nearest to each new row, the first of equals. */
export function* predictKMeans(
  { centers, nClusters }: KMeansModel,
  X: Matrix,
  { kernels }: FitContext,
): Task<Prediction> {
  const cols = centers.length / nClusters;
  if (X.cols !== cols) {
    throw new ExpectedFailure(
      'badInput',
      `The clusters are of ${cols} columns, these rows have ${X.cols}.`,
    );
  }
  const mark = kernels.mark();
  try {
    const samples = yield* part(packSamples(kernels, X, 'all'), 0, 0.5);
    const partition = new Partition(kernels, samples, nClusters);
    partition.begin(toStored(samples, centers, cols));
    yield* part(assignRows(kernels, samples, nClusters, [partition]), 0.5, 1);
    return { labels: partition.labels, nClasses: nClusters };
  } finally {
    kernels.release(mark);
  }
}
