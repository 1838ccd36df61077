import type { MethodFamily } from '../core/method';
import type { RunResult } from '../core/run';
import { methods } from '../methods/registry';
import { goTo, type PageKey } from './navigation';
import { setPageState, readPageState } from './page-state';

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

/** Fills the form of a result's method with what made the result, and shows it: change one value and run again. */
export function fillFormFrom({ spec, method, params }: RunResult): void {
  const page = pageOfResult({ method });
  const { input } = spec;
  const forms = (readPageState(`${page}.params`) ?? {}) as Record<string, unknown>;
  setPageState(`${page}.params`, { ...forms, [method]: params });
  setPageState(`${page}.method`, method);
  if (page === 'semi') fillSpreading(spec);
  else if (input.from === 'result') setPageState(`${page}.source`, input.result);
  else {
    setPageState(`${page}.source`, 'pixels');
    setPageState(`${page}.rows`, input.rows);
    setPageState(`${page}.scaling`, input.scaling);
  }
  goTo(page);
}

/** The spreading form asks for features first, then for the labels that are kept. */
function fillSpreading({ input }: RunResult['spec']): void {
  if (input.from === 'result') {
    setPageState('semi.features', 'result');
    setPageState('semi.source', input.result);
    return;
  }
  setPageState('semi.features', 'pixels');
  if (input.rows.kind === 'budget') setPageState('semi.budget', input.rows.budget);
}
