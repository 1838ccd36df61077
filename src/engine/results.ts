import { createStore } from 'zustand/vanilla';
import type { RunResult } from '../core/run';

/** Every finished run of this session, in the order they finished. Lives outside React. */
export interface ResultsState {
  results: readonly RunResult[];
}

/** A result taken off the list, with its place there, so that it can be put back. */
export interface RemovedResult {
  result: RunResult;
  at: number;
}

export function createResults() {
  const store = createStore<ResultsState>(() => ({ results: [] }));
  const change = (id: string, with_: Partial<RunResult>): void =>
    store.setState(({ results }) => ({
      results: results.map((one) => (one.id === id ? { ...one, ...with_ } : one)),
    }));
  return {
    store,
    add: (result: RunResult) =>
      store.setState(({ results }) => ({ results: [...results, result] })),
    /** Takes a result off the list; undefined when it is not there. */
    remove: (id: string): RemovedResult | undefined => {
      const { results } = store.getState();
      const at = results.findIndex((one) => one.id === id);
      if (at < 0) return undefined;
      store.setState({ results: results.toSpliced(at, 1) });
      return { result: results[at], at };
    },
    putBack: ({ result, at }: RemovedResult) =>
      store.setState(({ results }) => ({ results: results.toSpliced(at, 0, result) })),
    rename: (id: string, name: string) => change(id, { name }),
    pin: (id: string, pinned: boolean) => change(id, { pinned }),
    find: (id: string) => store.getState().results.find((one) => one.id === id),
    replaceAll: (results: readonly RunResult[]) => store.setState({ results }),
    clear: () => store.setState({ results: [] }),
  };
}

export type Results = ReturnType<typeof createResults>;
