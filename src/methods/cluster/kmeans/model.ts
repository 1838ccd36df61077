import type { ClusteringModel } from '../../../core/models';
import type { BestRun } from './runs';

export type KMeansModel = ClusteringModel;

const iterations = (count: number): string => `${count} iteration${count === 1 ? '' : 's'}`;

/** What the person should know about a run. */
export function warningsOf(
  { labels, nIter, converged, stopped }: BestRun,
  { nClusters, nInit }: { nClusters: number; nInit: number },
): string[] {
  const warnings: string[] = [];
  if (stopped) {
    warnings.push(
      converged
        ? `Stopped before all ${nInit} runs had ended: this is the best so far.`
        : `Stopped after ${iterations(nIter)}: clusters may still have changed.`,
    );
  } else if (!converged) {
    warnings.push(`Did not settle within ${iterations(nIter)}: allow more, or a larger tolerance.`);
  }
  const distinct = new Set(labels).size;
  if (distinct < nClusters) {
    warnings.push(
      `Only ${distinct} of ${nClusters} clusters have rows: there may be fewer different rows than clusters.`,
    );
  }
  return warnings;
}
