import { useCallback } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Form values and view choices, outside the component tree: a tab that is left and found again is as it was. */
const pageStore = createStore<Record<string, unknown>>(() => ({}));

type Update<T> = T | ((before: T) => T);

/** Like `useState`, kept under `key` for as long as the page lives. `initial` must be stable or primitive. */
export function usePageState<T>(key: string, initial: T): [T, (next: Update<T>) => void] {
  const value = useStore(pageStore, (all) => (key in all ? (all[key] as T) : initial));
  const set = useCallback(
    (next: Update<T>) =>
      pageStore.setState((all) => {
        const before = key in all ? (all[key] as T) : initial;
        return { [key]: typeof next === 'function' ? (next as (before: T) => T)(before) : next };
      }),
    [key, initial],
  );
  return [value, set];
}
