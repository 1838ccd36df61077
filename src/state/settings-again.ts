import { needsOf } from '../core/lineage';
import type { MethodFamily } from '../core/method';
import type { RunResult } from '../core/run';
import { methods } from '../methods/registry';
import { goTo, type PageKey } from './navigation';
import { setPageState, readPageState } from './page-state';
import { spreadingChoiceOf } from './spreading';

const pageOfFamily: Record<MethodFamily, PageKey> = {
  reduce: 'reduce',
  cluster: 'cluster',
  semi: 'semi',
  neural: 'cnn',
};

/** The page a result's method has its form on. */
export function pageOfResult({ method }: Pick<RunResult, 'method'>): PageKey {
  const found = methods.find(({ id }) => id === method);
  return found ? pageOfFamily[found.family] : 'compare';
}

/** Only what a form started can be put back into it. */
export const canFillForm = ({ spec }: RunResult): boolean => spec.action === 'fit';

/**
 * Fills the form of a result's method with what made the result, and shows it: change one value and run again.
 *
 * @param results all there are: what it started from is looked for among them
 * @returns whether that is still there
 */
export function fillFormFrom(result: RunResult, results: readonly RunResult[]): boolean {
  const { spec, method, params } = result;
  const page = pageOfResult(result);
  const { input } = spec;
  const forms = (readPageState(`${page}.params`) ?? {}) as Record<string, unknown>;
  setPageState(`${page}.params`, { ...forms, [method]: params });
  setPageState(`${page}.method`, method);
  if (page === 'semi') {
    for (const [field, value] of Object.entries(spreadingChoiceOf(result, results)))
      setPageState(`semi.${field}`, value);
  } else if (input.from === 'result') setPageState(`${page}.source`, input.result);
  else {
    setPageState(`${page}.source`, 'pixels');
    setPageState(`${page}.rows`, input.rows);
    setPageState(`${page}.scaling`, input.scaling);
  }
  goTo(page);
  return needsOf(result).every((need) => results.some(({ id }) => id === need));
}
