import { defaultsOf, isShown, valueProblem, type AnyParams } from '../core/params';
import type { AnyMethod } from '../core/method';
import { usePageState } from './page-state';

const NONE: Record<string, AnyParams> = {};

export interface MethodForm {
  params: AnyParams;
  setParams: (params: AnyParams) => void;
  /** Whether every value shown may be run. */
  valid: boolean;
}

/**
 * Form values of one method on one page, its declared defaults until they are changed.
 *
 * @param beginnings values to begin with where the data tells of better ones than the defaults
 */
export function useMethodForm(
  page: string,
  method: AnyMethod | undefined,
  beginnings: AnyParams = {},
): MethodForm {
  const [all, setAll] = usePageState(`${page}.params`, NONE);
  // Values kept before a parameter existed get its default.
  const params = method ? { ...defaultsOf(method.params), ...beginnings, ...all[method.id] } : {};
  const valid =
    method !== undefined &&
    Object.entries(method.params).every(
      ([name, spec]) => !isShown(spec, params) || valueProblem(spec, params[name]) === undefined,
    );
  return {
    params,
    valid,
    setParams: (next) => method && setAll((before) => ({ ...before, [method.id]: next })),
  };
}
