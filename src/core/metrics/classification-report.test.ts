import { describe, expect, it } from 'vitest';
import type { ClassScores } from '../evaluation';
import { classificationReport } from './classification-report';
import { confusionMatrix } from './confusion';
import golden from './golden.json';

const NONE: ClassScores = { precision: 0, recall: 0, f1: 0, support: 0 };

describe.each(golden.reports)('report of $name', (expected) => {
  const { truth, predicted } = expected;
  const size = Math.max(...truth, ...predicted) + 1;
  const confusion = confusionMatrix(truth, predicted, size);
  const report = classificationReport(confusion);
  const rows = expected.report as Partial<Record<string, Record<string, number>>>;

  const expectScores = (found: ClassScores, name: string) => {
    const { precision, recall, support, 'f1-score': f1 } = rows[name] ?? { ...NONE, 'f1-score': 0 };
    expect(found.precision).toBeCloseTo(precision, 14);
    expect(found.recall).toBeCloseTo(recall, 14);
    expect(found.f1).toBeCloseTo(f1, 14);
    expect(found.support).toBe(support);
  };

  it('is scikit-learn’s, class by class and on average', () => {
    report.classes.forEach((scores, code) => expectScores(scores, String(code)));
    expectScores(report.macroAverage, 'macro avg');
    expectScores(report.weightedAverage, 'weighted avg');
    expect(report.accuracy).toBeCloseTo(expected.accuracy, 14);
  });

  it('comes with the confusion matrix', () => {
    expect([...confusion.counts]).toEqual(expected.confusion);
  });

  it('does not change when more classes are known than occur', () => {
    const wider = classificationReport(confusionMatrix(truth, predicted, size + 3));
    expect(wider.macroAverage).toEqual(report.macroAverage);
    expect(wider.classes.slice(size)).toEqual([NONE, NONE, NONE]);
  });
});
