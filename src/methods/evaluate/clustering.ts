import type { ClusteringEvaluation, UnlabelledClusteringEvaluation } from '../../core/evaluation';
import type { KernelRuntime } from '../../core/kernel-runtime';
import { adjustedRand } from '../../core/metrics/adjusted-rand';
import { confusionMatrix } from '../../core/metrics/confusion';
import { contingency } from '../../core/metrics/contingency';
import { majorityMap, mappedAccuracy } from '../../core/metrics/majority-map';
import { informationScores } from '../../core/metrics/mutual-information';
import { oneToOneMap } from '../../core/metrics/one-to-one-map';
import type { ClusteringModel } from '../../core/models';
import type { JobRequest } from '../../core/protocol';
import { part, type Task } from '../../core/task';
import { classCount, knownRows } from './labels';
import { sampledSilhouette } from './silhouette';

/** Scores a clustering on its rows of known class, where there are any, and by its silhouette in any case. */
export function* evaluateClustering(
  { X, truth, nClasses, scoring }: JobRequest,
  { labels, nClusters }: ClusteringModel,
  kernels: KernelRuntime,
): Task<ClusteringEvaluation | UnlabelledClusteringEvaluation> {
  const silhouette = yield* part(
    sampledSilhouette(kernels, X, labels, nClusters, scoring.silhouetteRows),
    0,
    0.8,
  );
  const rows = knownRows(truth);
  if (!truth || rows.length === 0) return { kind: 'unlabelledClustering', ...silhouette };
  const classes = Int32Array.from(rows, (row) => truth[row]);
  const clusters = Int32Array.from(rows, (row) => labels[row]);
  const size = classCount(nClasses, classes);
  const table = contingency(classes, clusters, size, nClusters);
  const mapping = majorityMap(table);
  const predicted = clusters.map((cluster) => mapping[cluster]);
  yield { fraction: 0.9, stage: 'Scores' };
  const information = informationScores(table);
  return {
    kind: 'clustering',
    accuracy: mappedAccuracy(table, mapping),
    accuracyOneToOne: mappedAccuracy(table, oneToOneMap(table)),
    ari: adjustedRand(table),
    ...information,
    ...silhouette,
    mapping,
    confusion: confusionMatrix(classes, predicted, size),
    scoredRows: rows.length,
  };
}
