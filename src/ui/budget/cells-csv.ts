import type { BudgetCell } from '../../study/budget';
import { featureById } from '../../study/features';
import type { Csv } from '../results/evaluation-csv';

const HEADER = [
  'labels_per_class',
  'share',
  'labelled',
  'method',
  'features',
  'seed',
  'accuracy',
  'scored_rows',
  'unreached',
  'seconds',
  'parameters',
];

/** Every point of the curves, a row each and unrounded: either labels per class or the share is blank. */
export const cellsCsv = (cells: readonly BudgetCell[]): Csv => ({
  header: HEADER,
  rows: cells.map(({ budget, method, params, features, seed, ...score }) => [
    'labelsPerClass' in budget ? budget.labelsPerClass : '',
    'share' in budget ? budget.share : '',
    score.labelled,
    method,
    featureById(features).title,
    seed,
    score.accuracy,
    score.scoredRows,
    score.unreached,
    score.seconds,
    JSON.stringify(params),
  ]),
});
