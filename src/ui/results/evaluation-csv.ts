import type { ClassificationReport, ClassScores, ConfusionMatrix } from '../../core/evaluation';

type Rows = (string | number)[][];
export interface Csv {
  header: string[];
  rows: Rows;
}

/** A confusion matrix: a row per true class, a column per predicted one. */
export function confusionCsv(
  { counts, size }: ConfusionMatrix,
  nameOf: (code: number) => string,
): Csv {
  const names = Array.from({ length: size }, (_, code) => nameOf(code));
  return {
    header: ['true \\ predicted', ...names],
    rows: names.map((name, r) => [name, ...counts.subarray(r * size, (r + 1) * size)]),
  };
}

const line = (name: string, { precision, recall, f1, support }: ClassScores) => [
  name,
  precision,
  recall,
  f1,
  support,
];

/** scikit-learn's classification report with its own row names, unrounded. */
export function reportCsv(report: ClassificationReport, nameOf: (code: number) => string): Csv {
  const total = report.weightedAverage.support;
  return {
    header: ['class', 'precision', 'recall', 'f1-score', 'support'],
    rows: [
      ...report.classes.map((scores, code) => line(nameOf(code), scores)),
      ['accuracy', '', '', report.accuracy, total],
      line('macro avg', report.macroAverage),
      line('weighted avg', report.weightedAverage),
    ],
  };
}
