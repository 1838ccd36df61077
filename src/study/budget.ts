import { failure, success, type Outcome } from '../core/failure';
import type { AnyMethod } from '../core/method';
import type { AnyParams } from '../core/params';
import type { LabelBudget } from '../core/run';
import { methods } from '../methods/registry';

/** How many labels are kept: a number of each class, or a share of all, the same of each class. */
export type Budget = { labelsPerClass: number } | { share: number };

/** One point of the curve before it is computed: with the data, it can be computed again to the bit. */
export interface BudgetPoint {
  budget: Budget;
  method: string;
  params: AnyParams;
  /** Id of what images are compared by. */
  features: string;
  /** Seed of the draw of labels. */
  seed: number;
}

/** A point with what came out: scored on the rows whose label was hidden. */
export interface BudgetCell extends BudgetPoint {
  /** Rows that kept their label. */
  labelled: number;
  accuracy: number;
  scoredRows: number;
  unreached: number;
  /** Seconds of the fit, features and neighbours apart. */
  seconds: number;
}

/** What a person chooses. */
export interface BudgetChoice {
  budgets: readonly Budget[];
  methods: readonly { method: string; params: AnyParams }[];
  features: readonly string[];
  seeds: number;
}

export const DEFAULT_BUDGETS = '1, 2, 5, 10, 50, 1 %, 10 %';
export const DEFAULT_SEEDS = 5;
export const MOST_SEEDS = 100;

/** Methods that a sweep can run: those that label the rows they are fitted on, on the processor's threads. */
export const sweepMethods: readonly AnyMethod[] = methods.filter(
  ({ family, result, thread }) =>
    family === 'semi' && result === 'labelling' && thread === 'compute',
);

/** Reads "1, 5, 10 %": whole numbers per class and shares, in this order, each once. */
export function parseBudgets(text: string): Outcome<Budget[]> {
  const words = text
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter(Boolean);
  const found = new Map<string, Budget>();
  for (const word of words) {
    const [, digits, percent] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(word) ?? [];
    const value = Number(digits);
    const fits = percent ? value > 0 && value < 100 : Number.isInteger(value) && value >= 1;
    if (digits === undefined || !fits) {
      const message = `“${word}” is no budget: use a whole number of labels per class, such as 5, or a share, such as 10 %.`;
      return failure('badParameter', message, 'budgets');
    }
    const budget: Budget = percent ? { share: value / 100 } : { labelsPerClass: value };
    found.set(JSON.stringify(budget), budget);
  }
  return found.size > 0
    ? success([...found.values()])
    : failure('badParameter', 'Give at least one budget, such as 5 or 10 %.', 'budgets');
}

/** "5" or "10 %", as it is written in the field. */
export const budgetText = (budget: Budget): string =>
  'share' in budget
    ? `${Number((budget.share * 100).toPrecision(6))} %`
    : `${budget.labelsPerClass}`;

/** The draw of labels that a budget and a seed mean; the same one as a run of its own makes. */
export const labelBudgetOf = (budget: Budget, randomState: number): LabelBudget =>
  'share' in budget
    ? { kind: 'share', trainSize: budget.share, randomState, stratify: true }
    : { kind: 'perClass', count: budget.labelsPerClass, randomState };

/** Two points of the same key are the same computation. */
export function keyOf({ budget, method, params, features, seed }: BudgetPoint): string {
  const settings = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([budget, method, settings, features, seed]);
}

/**
 * Every point of a choice, one kind of features after the other. Within one, all curves come with the first seed, and each
 * further seed makes them surer: stopped early, all of them are there.
 */
export const planOf = ({ budgets, methods, features, seeds }: BudgetChoice): BudgetPoint[] =>
  features.flatMap((kind) =>
    Array.from({ length: seeds }, (_, seed) =>
      budgets.flatMap((budget) =>
        methods.map(({ method, params }) => ({ budget, method, params, features: kind, seed })),
      ),
    ).flat(),
  );

/** The points of a plan that are not among the cells yet. */
export function missingOf(
  plan: readonly BudgetPoint[],
  cells: readonly BudgetCell[],
): BudgetPoint[] {
  const done = new Set(cells.map(keyOf));
  return plan.filter((point) => !done.has(keyOf(point)));
}
