import type { ClassificationReport, ClassScores } from '../../core/evaluation';
import { formatCount } from '../format';
import { SimpleTable } from '../simple-table';

const row = (name: string, { precision, recall, f1, support }: ClassScores) => [
  name,
  precision.toFixed(4),
  recall.toFixed(4),
  f1.toFixed(4),
  formatCount(support),
];

/** scikit-learn's classification report. */
export function ReportTable({
  report,
  names,
}: {
  report: ClassificationReport;
  names: readonly string[];
}) {
  const total = report.weightedAverage.support;
  return (
    <SimpleTable
      caption="Classification report"
      header={['class', 'precision', 'recall', 'f1', 'support']}
      rows={[
        ...report.classes.map((scores, code) => row(names[code] ?? String(code), scores)),
        ['accuracy', '', '', report.accuracy.toFixed(4), formatCount(total)],
        row('macro average', report.macroAverage),
        row('weighted average', report.weightedAverage),
      ]}
    />
  );
}
