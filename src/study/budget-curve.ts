import type { AnyParams } from '../core/params';
import { keyOf, type Budget, type BudgetCell } from './budget';

/** Cells that differ by their seed only. */
export interface CurvePoint {
  budget: Budget;
  /** Labels per class: the mean over classes for a share. */
  labelsPerClass: number;
  seeds: number;
  mean: number;
  /** Sample standard deviation over seeds; undefined for a single one. */
  deviation?: number;
  /** Mean seconds of a fit. */
  seconds: number;
}

/** Accuracy of one method on one kind of features, by budget. */
export interface Curve {
  method: string;
  params: AnyParams;
  features: string;
  /** From few labels to many. */
  points: CurvePoint[];
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return [...groups.values()];
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function pointOf(cells: readonly BudgetCell[], classes: number): CurvePoint {
  const accuracies = cells.map(({ accuracy }) => accuracy);
  const centre = mean(accuracies);
  const squares = accuracies.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return {
    budget: cells[0].budget,
    labelsPerClass: mean(cells.map(({ labelled }) => labelled)) / classes,
    seeds: cells.length,
    mean: centre,
    ...(cells.length > 1 ? { deviation: Math.sqrt(squares / (cells.length - 1)) } : {}),
    seconds: mean(cells.map(({ seconds }) => seconds)),
  };
}

/** Curves over the seeds of whatever cells there are, in the order the first cell of each came. */
export function curvesOf(cells: readonly BudgetCell[], classes: number): Curve[] {
  const sameCurve = (cell: BudgetCell): string =>
    keyOf({ ...cell, budget: { labelsPerClass: 0 }, seed: 0 });
  return groupBy(cells, sameCurve).map((group) => {
    const { method, params, features } = group[0];
    const points = groupBy(group, ({ budget }) => JSON.stringify(budget)).map((same) =>
      pointOf(same, classes),
    );
    points.sort((a, b) => a.labelsPerClass - b.labelsPerClass);
    return { method, params, features, points };
  });
}

/** Budgets of these curves, each once, from few labels to many. */
export function budgetsOf(curves: readonly Curve[]): Budget[] {
  const points = curves.flatMap((curve) => curve.points);
  const groups = groupBy(points, ({ budget }) => JSON.stringify(budget));
  groups.sort(([a], [b]) => a.labelsPerClass - b.labelsPerClass);
  return groups.map(([{ budget }]) => budget);
}
