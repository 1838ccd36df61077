import { describe, expect, it } from 'vitest';
import { selectRows } from '../core/split/rows';
import {
  budgetText,
  keyOf,
  labelBudgetOf,
  missingOf,
  parseBudgets,
  planOf,
  sweepMethods,
  type BudgetCell,
  type BudgetChoice,
} from './budget';
import { budgetsOf, curvesOf } from './budget-curve';

const choice: BudgetChoice = {
  budgets: [{ labelsPerClass: 1 }, { share: 0.1 }],
  methods: [
    { method: 'labelSpreading', params: { alpha: 0.2, kernel: 'knn' } },
    { method: 'poissonLearning', params: {} },
  ],
  features: ['pca', 'pixels'],
  seeds: 3,
};
const cellOf = (point: ReturnType<typeof planOf>[number], accuracy: number): BudgetCell => ({
  ...point,
  accuracy,
  labelled: 'share' in point.budget ? 20 : 10,
  scoredRows: 90,
  unreached: 0,
  seconds: 1,
});

describe('budgets', () => {
  it('are read as numbers per class and shares, each once, in their order', () => {
    expect(parseBudgets('10, 1,5;10%, 0.5 %,5')).toEqual({
      ok: true,
      value: [
        { labelsPerClass: 10 },
        { labelsPerClass: 1 },
        { labelsPerClass: 5 },
        { share: 0.1 },
        { share: 0.005 },
      ],
    });
    expect(budgetText({ share: 0.005 })).toBe('0.5 %');
    expect(budgetText({ share: 0.07 })).toBe('7 %');
    expect(budgetText({ labelsPerClass: 5 })).toBe('5');
  });

  it.each(['', ' , ', '0', '1.5', '-1', '0 %', '100 %', 'all', '5 per class', '1e3'])(
    'says what is wrong with "%s"',
    (text) => expect(parseBudgets(text)).toMatchObject({ ok: false, error: { where: 'budgets' } }),
  );

  it('mean the same number of each class, or a share of each class', () => {
    const labels = Int32Array.from({ length: 400 }, (_, row) => (row % 4 === 0 ? 1 : 0));
    const drawn = (budget: BudgetChoice['budgets'][number], seed: number): number[] => {
      const selection = { kind: 'budget', budget: labelBudgetOf(budget, seed) } as const;
      const found = selectRows(selection, { rows: 400, labels, nClasses: 2 });
      if (!found.ok) throw new Error(found.error.message);
      return Array.from(found.value.rows.subarray(0, found.value.labelledCount));
    };
    const ofClass = (rows: number[], code: number) =>
      rows.filter((row) => labels[row] === code).length;
    const five = drawn({ labelsPerClass: 5 }, 0);
    expect([ofClass(five, 0), ofClass(five, 1)]).toEqual([5, 5]);
    const tenth = drawn({ share: 0.1 }, 0);
    expect([ofClass(tenth, 0), ofClass(tenth, 1)]).toEqual([30, 10]);
    expect(drawn({ labelsPerClass: 5 }, 0)).toEqual(five);
    expect(drawn({ labelsPerClass: 5 }, 1)).not.toEqual(five);
  });
});

describe('the plan of a sweep', () => {
  const plan = planOf(choice);

  it('has every budget with every method, kind of features and seed, once', () => {
    expect(plan).toHaveLength(2 * 2 * 2 * 3);
    expect(new Set(plan.map(keyOf)).size).toBe(plan.length);
    expect(new Set(plan.map(({ seed }) => seed))).toEqual(new Set([0, 1, 2]));
    expect(plan.slice(0, 12).every(({ features }) => features === 'pca')).toBe(true);
    // All curves with the first seed.
    expect(plan.slice(0, 4).every(({ seed }) => seed === 0)).toBe(true);
  });

  it('leaves out what is done, whatever the order of its parameters', () => {
    const done = plan.slice(0, 7).map((point) => cellOf(point, 0.9));
    done[0] = { ...done[0], params: { kernel: 'knn', alpha: 0.2 } };
    expect(missingOf(plan, done)).toEqual(plan.slice(7));
    expect(
      missingOf(
        plan,
        plan.map((point) => cellOf(point, 0.9)),
      ),
    ).toEqual([]);
  });

  it('takes other parameters, features or seeds as something else', () => {
    const [point] = plan;
    for (const other of [
      { ...point, params: { ...point.params, alpha: 0.5 } },
      { ...point, features: 'pixels' },
      { ...point, seed: 9 },
      { ...point, budget: { labelsPerClass: 2 } },
      { ...point, method: 'labelPropagation' },
    ])
      expect(missingOf([other], [cellOf(point, 1)])).toEqual([other]);
  });

  it('can have every method that labels the rows it is fitted on', () => {
    const ids = sweepMethods.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['labelSpreading', 'labelPropagation']));
    expect(ids).not.toContain('cnn');
  });
});

describe('curves', () => {
  const cells = planOf({ ...choice, features: ['pca'] }).map((point) =>
    cellOf(point, 0.8 + point.seed / 100),
  );

  it('have mean and sample deviation over seeds, from few labels to many', () => {
    const [spreading, poisson] = curvesOf(cells.toReversed(), 10).toReversed();
    expect(spreading.method).toBe('labelSpreading');
    expect(poisson.method).toBe('poissonLearning');
    expect(spreading.points.map(({ labelsPerClass }) => labelsPerClass)).toEqual([1, 2]);
    const [first] = spreading.points;
    expect(first.mean).toBeCloseTo(0.81, 12);
    expect(first.deviation).toBeCloseTo(0.01, 12);
    expect(first.seeds).toBe(3);
    expect(budgetsOf([spreading, poisson])).toEqual(choice.budgets);
  });

  it('have no deviation of a single seed', () => {
    const [curve] = curvesOf(cells.slice(0, 1), 10);
    expect(curve.points).toHaveLength(1);
    expect(curve.points[0]).not.toHaveProperty('deviation');
  });

  it('are apart where parameters differ', () => {
    const other = { ...cells[0], params: { ...cells[0].params, alpha: 0.9 } };
    expect(curvesOf([cells[0], other], 10)).toHaveLength(2);
  });
});
