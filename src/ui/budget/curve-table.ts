import { budgetText } from '../../study/budget';
import { budgetsOf, type Curve, type CurvePoint } from '../../study/budget-curve';
import type { PublishedBudget, PublishedCurve } from '../../study/published-budget';
import { lineNames } from './line-names';

export const CURVE_CAPTION =
  'Accuracy in % on the rows whose label was hidden, by labels per class or share: mean ± standard deviation over seeds';

const percent = (share: number): string => (share * 100).toFixed(2);

const cellText = (point: CurvePoint | undefined): string => {
  if (!point) return '–';
  return point.deviation === undefined
    ? percent(point.mean)
    : `${percent(point.mean)} ± ${percent(point.deviation)}`;
};

const publishedText = ({ points }: PublishedCurve, labels: number | undefined): string => {
  const found = points.find(([count]) => count === labels);
  return found ? (found[1] * 100).toFixed(1) : '–';
};

/** A row per curve, a column per budget; below, what was published for the same numbers of labels. */
export function curveTable(
  curves: readonly Curve[],
  marks?: PublishedBudget,
): { header: string[]; rows: string[][] } {
  const budgets = budgetsOf(curves);
  const names = lineNames(curves);
  const ours = curves.map(({ points }, i) => [
    names[i],
    ...budgets.map((budget) => {
      const text = budgetText(budget);
      return cellText(points.find((point) => budgetText(point.budget) === text));
    }),
  ]);
  const theirs = (marks?.curves ?? []).map((curve) => [
    `${curve.title}, published`,
    ...budgets.map((budget) =>
      publishedText(curve, 'labelsPerClass' in budget ? budget.labelsPerClass : undefined),
    ),
  ]);
  const known = theirs.filter((row) => row.slice(1).some((cell) => cell !== '–'));
  return { header: ['method', ...budgets.map(budgetText)], rows: [...ours, ...known] };
}
