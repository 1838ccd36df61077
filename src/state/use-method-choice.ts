import type { AnyMethod, MethodFamily } from '../core/method';
import { methods } from '../methods/registry';
import { usePageState } from './page-state';

/** The methods of a family and the one chosen on a page. */
export function useMethodChoice(page: string, family: MethodFamily) {
  const offered: readonly AnyMethod[] = methods.filter((method) => method.family === family);
  const [id, choose] = usePageState(`${page}.method`, '');
  const method = offered.find((one) => one.id === id) ?? offered[0];
  return { offered, method, choose };
}
