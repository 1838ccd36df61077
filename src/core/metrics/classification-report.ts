import type { ClassificationReport, ClassScores, ConfusionMatrix } from '../evaluation';
import { accuracyOf } from './confusion';

/** scikit-learn's zero_division: what has no denominator counts as 0. */
const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

function classScores({ counts, size }: ConfusionMatrix, code: number) {
  let support = 0;
  let predicted = 0;
  for (let other = 0; other < size; other++) {
    support += counts[code * size + other];
    predicted += counts[other * size + code];
  }
  const right = counts[code * size + code];
  const precision = ratio(right, predicted);
  const recall = ratio(right, support);
  const f1 = ratio(2 * precision * recall, precision + recall);
  return { scores: { precision, recall, f1, support }, occurs: support + predicted > 0 };
}

/** Means of precision, recall and F1 over the classes, each of the given weight. */
function average(classes: ClassScores[], weightOf: (scores: ClassScores) => number): ClassScores {
  const sums = { precision: 0, recall: 0, f1: 0, support: 0 };
  let weights = 0;
  for (const scores of classes) {
    const weight = weightOf(scores);
    sums.precision += weight * scores.precision;
    sums.recall += weight * scores.recall;
    sums.f1 += weight * scores.f1;
    sums.support += scores.support;
    weights += weight;
  }
  return {
    precision: ratio(sums.precision, weights),
    recall: ratio(sums.recall, weights),
    f1: ratio(sums.f1, weights),
    support: sums.support,
  };
}

/**
 * scikit-learn's `classification_report`. A class that occurs neither as truth nor as prediction has a row of zeros here
 * so that rows go by code; as in scikit-learn, which has no such row, it does not count in the averages.
 */
export function classificationReport(confusion: ConfusionMatrix): ClassificationReport {
  const all = Array.from({ length: confusion.size }, (_, code) => classScores(confusion, code));
  const occurring = all.filter(({ occurs }) => occurs).map(({ scores }) => scores);
  return {
    classes: all.map(({ scores }) => scores),
    accuracy: accuracyOf(confusion),
    macroAverage: average(occurring, () => 1),
    weightedAverage: average(occurring, ({ support }) => support),
  };
}
