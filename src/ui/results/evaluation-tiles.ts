import type { ClusteringEvaluation, Evaluation } from '../../core/evaluation';
import type { RunResult } from '../../core/run';
import type { Tile } from '../figure-tiles';
import { figureLabel, formatCount, formatFigure, formatNumber, formatPercent } from '../format';

/** A result's own figures and its scores, the ones that matter most first. */
export function tilesOf(result: RunResult): Tile[] {
  const scores = result.evaluation ? scoreTiles(result.evaluation, result) : [];
  const model = result.value.kind === 'model' ? result.value.model : undefined;
  const figures = Object.entries(model?.figures ?? {}).map(([name, value]) => ({
    label: figureLabel(name),
    value: formatFigure(name, value),
  }));
  const iterations =
    model?.nIter === undefined || model.figures.nIter !== undefined
      ? []
      : [{ label: 'Iterations', value: formatCount(model.nIter) }];
  const said = new Set(scores.map(({ label }) => label));
  return [...scores, ...figures.filter(({ label }) => !said.has(label)), ...iterations];
}

const silhouetteTile = ({
  silhouette,
  silhouetteRows,
}: Pick<ClusteringEvaluation, 'silhouette' | 'silhouetteRows'>): Tile => ({
  label: 'Silhouette',
  value: formatNumber(silhouette),
  help: `In the space that was clustered, on ${formatCount(silhouetteRows)} sampled rows.`,
});

/** Which rows a prediction is scored on: whether the network could have seen them. */
function scoredOn({ table, value, spec }: RunResult): string {
  if (table === 'test') return 'rows of the test file, held out';
  const trained = value.kind === 'model' && spec.action === 'fit';
  return trained ? 'rows kept back from training' : 'rows with a label';
}

function scoreTiles(evaluation: Evaluation, result: RunResult): Tile[] {
  switch (evaluation.kind) {
    case 'embedding': {
      const sample = `on ${formatCount(evaluation.sampleRows)} rows`;
      return [
        {
          label: 'Trustworthiness',
          value: formatNumber(evaluation.trustworthiness),
          help: `Whether near rows in the picture were near before, with ${evaluation.nNeighbors} neighbours, ${sample}. 1 is perfect.`,
        },
        {
          label: 'Neighbours kept',
          value: formatPercent(evaluation.neighborPreservation, 1),
          help: `Mean share of each row’s 10 nearest that are still among its 10 nearest, ${sample}.`,
        },
      ];
    }
    case 'clustering':
      return [
        {
          label: 'Accuracy',
          value: formatPercent(evaluation.accuracy),
          help: `Each cluster takes its most common true label; on ${formatCount(evaluation.scoredRows)} rows with a label.`,
        },
        {
          label: 'One to one',
          value: formatPercent(evaluation.accuracyOneToOne),
          help: 'Accuracy with the best one-to-one assignment of clusters to labels (Hungarian method).',
        },
        {
          label: 'ARI',
          value: formatNumber(evaluation.ari),
          help: 'Adjusted Rand index: agreement on pairs, 0 by chance, 1 perfect.',
        },
        {
          label: 'NMI',
          value: formatNumber(evaluation.nmi),
          help: 'Normalised mutual information.',
        },
        {
          label: 'AMI',
          value: formatNumber(evaluation.ami),
          help: 'Mutual information adjusted for chance.',
        },
        {
          label: 'V-measure',
          value: formatNumber(evaluation.vMeasure),
          help: `Homogeneity ${formatNumber(evaluation.homogeneity)}, completeness ${formatNumber(evaluation.completeness)}.`,
        },
        silhouetteTile(evaluation),
      ];
    case 'unlabelledClustering':
      return [silhouetteTile(evaluation)];
    case 'labelling':
      return [
        {
          label: 'Accuracy',
          value: formatPercent(evaluation.accuracy),
          help: `On the ${formatCount(evaluation.scoredRows)} rows whose label the method did not see.`,
        },
        { label: 'Macro F1', value: formatNumber(evaluation.report.macroAverage.f1) },
        {
          label: 'Unreached',
          value: formatCount(evaluation.unreached),
          help: 'Rows no label reached: their class is arbitrary.',
        },
      ];
    case 'prediction':
      return [
        {
          label: 'Accuracy',
          value: formatPercent(evaluation.accuracy),
          help: `On ${formatCount(evaluation.scoredRows)} ${scoredOn(result)}.`,
        },
        { label: 'Macro F1', value: formatNumber(evaluation.report.macroAverage.f1) },
      ];
  }
}
