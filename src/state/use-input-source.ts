import { useResults } from './lab';
import { usePageState } from './page-state';

/**
 * What a form starts from: a result's id, or what it starts from otherwise, which it comes back to when that result was
 * deleted.
 */
export function useInputSource(
  page: string,
  otherwise: string,
): [string, (source: string) => void] {
  const [source, setSource] = usePageState(`${page}.source`, otherwise);
  const there = useResults().some(({ id }) => id === source);
  return [there ? source : otherwise, setSource];
}
