import { useCallback } from 'react';
import { success, type Failure } from '../core/failure';
import type { RunSpec } from '../core/run';
import { useLab } from './lab';
import { usePageState } from './page-state';

/** Starts runs for one page and keeps the last reason why one could not start. */
export function useRun(page: string) {
  const lab = useLab();
  const [error, setError] = usePageState<Failure | undefined>(`${page}.error`, undefined);
  const run = useCallback(
    async (spec: RunSpec, name?: string) => {
      setError(undefined);
      const outcome = await lab.start(spec, { name });
      // A job that failed says so itself; what never became a job is said beside the form.
      const said =
        !outcome.ok && lab.jobs.getState().jobs.some((job) => job.error === outcome.error);
      if (!outcome.ok && !said && outcome.error.code !== 'cancelled') setError(outcome.error);
      return outcome;
    },
    [lab, setError],
  );
  /** The result of a run; one of the same spec that is there already is used again. */
  const once = useCallback(
    async (spec: RunSpec, name?: string) => {
      const same = JSON.stringify(spec);
      const there = lab.results
        .getState()
        .results.find((result) => JSON.stringify(result.spec) === same);
      return there ? success(there) : run(spec, name);
    },
    [lab, run],
  );
  return { run, once, error, clearError: () => setError(undefined) };
}
