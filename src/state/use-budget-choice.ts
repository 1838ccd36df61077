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

const ALL_METHODS = sweepMethods.map(({ id }) => id);
const NO_PARAMS: Record<string, AnyParams> = {};

/** What the sweep over budgets is to compute, as its fields say; the same on every page that has them. */
export function useBudgetChoice() {
  const [budgets, setBudgets] = usePageState('budget.budgets', DEFAULT_BUDGETS);
  const [seeds, setSeeds] = usePageState('budget.seeds', DEFAULT_SEEDS);
  const [methods, setMethods] = usePageState<readonly string[]>('budget.methods', ALL_METHODS);
  const [features, setFeatures] = usePageState('budget.features', DEFAULT_FEATURES);
  // Each method runs with the parameters on its own form.
  const [params] = usePageState('semi.params', NO_PARAMS);

  const choice = useMemo((): Outcome<BudgetChoice> => {
    const parsed = parseBudgets(budgets);
    if (!parsed.ok) return parsed;
    if (!(Number.isInteger(seeds) && seeds >= 1 && seeds <= MOST_SEEDS))
      return failure('badParameter', `Use a whole number from 1 to ${MOST_SEEDS}.`, 'seeds');
    const chosen = sweepMethods.filter(({ id }) => methods.includes(id));
    if (chosen.length === 0)
      return failure('badParameter', 'Choose at least one method.', 'methods');
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
  }, [budgets, seeds, methods, features, params]);

  return {
    budgets,
    setBudgets,
    seeds,
    setSeeds,
    methods,
    setMethods,
    features,
    setFeatures,
    choice,
  };
}
