import { useMemo } from 'react';
import { failure, success, type Outcome } from '../core/failure';
import { defaultsOf, type AnyParams } from '../core/params';
import {
  DEFAULT_BUDGETS,
  DEFAULT_SEEDS,
  MOST_SEEDS,
  parseBudgets,
  sweepMethods,
  type BudgetChoice,
} from '../study/budget';
import { DEFAULT_FEATURES } from '../study/features';
import { usePageState } from './page-state';

/** What the fields of a sweep hold, right or wrong. */
export interface BudgetFieldValues {
  /** As typed: "1, 5, 10 %". */
  budgets: string;
  seeds: number;
  methods: readonly string[];
  features: readonly string[];
}

const FIRST: BudgetFieldValues = {
  budgets: DEFAULT_BUDGETS,
  seeds: DEFAULT_SEEDS,
  methods: sweepMethods.map(({ id }) => id),
  features: DEFAULT_FEATURES,
};
const NO_PARAMS: Record<string, AnyParams> = {};

/** What the sweep over budgets is to compute, as its fields say; the same on every page that has them. */
export function useBudgetChoice() {
  const [fields, setFields] = usePageState('budget.fields', FIRST);
  // Each method runs with the parameters on its own form.
  const [params] = usePageState('semi.params', NO_PARAMS);
  const choice = useMemo(() => choiceOf(fields, params), [fields, params]);
  const change = (some: Partial<BudgetFieldValues>): void =>
    setFields((before) => ({ ...before, ...some }));
  return { fields, change, choice };
}

function choiceOf(
  { budgets, seeds, methods, features }: BudgetFieldValues,
  params: Readonly<Record<string, AnyParams>>,
): Outcome<BudgetChoice> {
  const parsed = parseBudgets(budgets);
  if (!parsed.ok) return parsed;
  if (!(Number.isInteger(seeds) && seeds >= 1 && seeds <= MOST_SEEDS))
    return failure('badParameter', `Use a whole number from 1 to ${MOST_SEEDS}.`, 'seeds');
  const chosen = sweepMethods.filter(({ id }) => methods.includes(id));
  if (chosen.length === 0) return failure('badParameter', 'Choose at least one method.', 'methods');
  if (features.length === 0)
    return failure('badParameter', 'Choose at least one kind of features.', 'features');
  return success({
    budgets: parsed.value,
    methods: chosen.map(({ id, params: specs }) => ({
      method: id,
      params: params[id] ?? defaultsOf(specs),
    })),
    features,
    seeds,
  });
}
