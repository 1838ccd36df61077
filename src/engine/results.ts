import { createStore } from 'zustand/vanilla';
import type { RunResult } from '../core/run';

/** Every finished run of this session, in the order they finished. Lives outside React. */
export interface ResultsState {
  results: readonly RunResult[];
}

export function createResults() {
  const store = createStore<ResultsState>(() => ({ results: [] }));
  return {
    store,
    add: (result: RunResult) =>
      store.setState(({ results }) => ({ results: [...results, result] })),
    remove: (id: string) =>
      store.setState(({ results }) => ({ results: results.filter((one) => one.id !== id) })),
    rename: (id: string, name: string) =>
      store.setState(({ results }) => ({
        results: results.map((one) => (one.id === id ? { ...one, name } : one)),
      })),
    find: (id: string) => store.getState().results.find((one) => one.id === id),
    clear: () => store.setState({ results: [] }),
  };
}

export type Results = ReturnType<typeof createResults>;
