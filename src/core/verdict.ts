import type { RunResult } from './run';

/** What a result says of each of its rows. */
export interface Verdict {
  kind: 'cluster' | 'spread' | 'predicted';
  /** Row of the table behind each entry. */
  rows: Uint32Array;
  /** Class code each row is taken for, −1 for none; absent where clusters have no class. */
  classes?: Int32Array;
  /** Of a clustering: the cluster of each row, and how many there are. */
  clusters?: Int32Array;
  nClusters?: number;
  /** So many entries, from the start, had their label given: they are not scored. */
  given: number;
}

/** Cluster, spread label or prediction of a result's rows; undefined for coordinates, which say nothing of the kind. */
export function verdictOf(result: RunResult): Verdict | undefined {
  const { rows, value, evaluation, labelledCount = 0 } = result;
  if (value.kind === 'predictions')
    return { kind: 'predicted', rows, classes: value.prediction.labels, given: 0 };
  if (value.kind !== 'model') return undefined;
  const { model } = value;
  switch (model.kind) {
    case 'embedding':
      return undefined;
    case 'clustering': {
      const mapping = evaluation?.kind === 'clustering' ? evaluation.mapping : undefined;
      const classes = mapping && model.labels.map((cluster) => mapping[cluster]);
      const { labels: clusters, nClusters } = model;
      return { kind: 'cluster', rows, clusters, nClusters, classes, given: 0 };
    }
    case 'labelling':
      return { kind: 'spread', rows, classes: model.labels, given: labelledCount };
    case 'network':
      return {
        kind: 'predicted',
        rows: model.validationRows.map((row) => rows[row]),
        classes: model.validationPredictions,
        given: 0,
      };
  }
}

/** The rows that one cell of a result's confusion matrix counts. `labels`: true class codes of the whole table. */
export function rowsOfCell(
  { rows, classes, given }: Verdict,
  labels: Int32Array,
  truth: number,
  predicted: number,
): Uint32Array {
  if (!classes) return new Uint32Array(0);
  return rows.filter((row, i) => i >= given && labels[row] === truth && classes[i] === predicted);
}

/** The scored rows that a result got wrong. */
export function mistakenRows({ rows, classes, given }: Verdict, labels: Int32Array): Uint32Array {
  if (!classes) return new Uint32Array(0);
  return rows.filter((row, i) => i >= given && labels[row] >= 0 && classes[i] !== labels[row]);
}
