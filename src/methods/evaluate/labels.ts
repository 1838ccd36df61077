import type { ClassificationReport, ConfusionMatrix } from '../../core/evaluation';
import { classificationReport } from '../../core/metrics/classification-report';
import { confusionMatrix } from '../../core/metrics/confusion';

/** What a labelling and a prediction have in common. */
export interface LabelScores {
  accuracy: number;
  report: ClassificationReport;
  confusion: ConfusionMatrix;
  scoredRows: number;
}

/** Rows from `first` on whose true class is known. */
export function knownRows(truth: Int32Array | undefined, first = 0): Uint32Array {
  if (!truth) return new Uint32Array(0);
  return Uint32Array.from(truth.keys()).filter((row) => row >= first && truth[row] >= 0);
}

/** Number of classes: those the table names, or as many as the codes need. */
export const classCount = (nClasses = 0, ...codes: Int32Array[]): number =>
  codes.reduce((most, some) => some.reduce((max, code) => Math.max(max, code + 1), most), nClasses);

/** Compares true and predicted class codes pair by pair; undefined when there is none to compare. */
export function labelScores(
  truth: Int32Array,
  predicted: Int32Array,
  nClasses: number | undefined,
): LabelScores | undefined {
  if (truth.length === 0) return undefined;
  const confusion = confusionMatrix(truth, predicted, classCount(nClasses, truth, predicted));
  const report = classificationReport(confusion);
  return { accuracy: report.accuracy, report, confusion, scoredRows: truth.length };
}
