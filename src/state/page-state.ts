import { useCallback } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Form values and view choices, outside the component tree: a tab that is left and found again is as it was. */
const pageStore = createStore<Record<string, unknown>>(() => ({}));

const isPlain = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function';
  const plain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return plain && Object.values(value).every(isPlain);
};

/** What a session keeps of the pages: plain values, and no message about something that failed before. */
export const keptPages = (): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(pageStore.getState()).filter(
      ([key, value]) => !key.endsWith('.error') && isPlain(value),
    ),
  );

/** Puts the pages as they were kept; keys that are not among them go back to their beginnings. */
export const restorePages = (pages: Record<string, unknown>): void =>
  pageStore.setState(pages, true);

export const onPagesChanged = (listener: () => void): (() => void) => pageStore.subscribe(listener);

export const readPageState = (key: string): unknown => pageStore.getState()[key];

/** Sets a form value or view choice from outside its page. */
export const setPageState = (key: string, value: unknown): void =>
  pageStore.setState({ [key]: value });

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
