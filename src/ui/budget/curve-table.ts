import { budgetText } from '../../study/budget';
import { budgetsOf, type Curve, type CurvePoint } from '../../study/budget-curve';
import { featureById } from '../../study/features';
import type { PublishedBudget, PublishedCurve } from '../../study/published-budget';
import { lineName } from './line-name';

export const CURVE_CAPTION =
  'Accuracy in % on the rows whose label was hidden, by labels per class or share: mean ± standard deviation over seeds';

const percent = (share: number, digits = 2): string => (share * 100).toFixed(digits);

const cellText = (point: CurvePoint | undefined): string => {
  if (!point) return '–';
  return point.deviation === undefined
    ? percent(point.mean)
    : `${percent(point.mean)} ± ${percent(point.deviation, 1)}`;
};

const publishedText = ({ points }: PublishedCurve, labels: number | undefined): string => {
  const found = points.find(([count]) => count === labels);
  return found ? (found[1] * 100).toFixed(1) : '–';
};

/** Columns before the first budget. */
export const TEXT_COLUMNS = 2;

/** A row per curve, a column per budget; below, what was published for the same numbers of labels. */
export function curveTable(
  curves: readonly Curve[],
  marks?: PublishedBudget,
): { header: string[]; rows: string[][] } {
  const budgets = budgetsOf(curves);
  const ours = curves.map(({ method, params, features, points }) => [
    lineName(method, params),
    featureById(features).title,
    ...budgets.map((budget) => {
      const text = budgetText(budget);
      return cellText(points.find((point) => budgetText(point.budget) === text));
    }),
  ]);
  const theirs = (marks?.curves ?? []).map((curve) => [
    `${curve.title}, published`,
    marks?.features ?? '',
    ...budgets.map((budget) =>
      publishedText(curve, 'labelsPerClass' in budget ? budget.labelsPerClass : undefined),
    ),
  ]);
  const known = theirs.filter((row) => row.slice(TEXT_COLUMNS).some((cell) => cell !== '–'));
  return { header: ['method', 'features', ...budgets.map(budgetText)], rows: [...ours, ...known] };
}
