import { useCallback } from 'react';
import { success, type Failure } from '../core/failure';
import type { RunResult, RunSpec } from '../core/run';
import { useLab } from './lab';
import { usePageState } from './page-state';

/** The result of the same run, where there is one already. */
export function sameRun(results: readonly RunResult[], spec: RunSpec): RunResult | undefined {
  const same = JSON.stringify(spec);
  return results.find((result) => JSON.stringify(result.spec) === same);
}

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
      const there = sameRun(lab.results.getState().results, spec);
      return there ? success(there) : run(spec, name);
    },
    [lab, run],
  );
  return { run, once, error, clearError: () => setError(undefined) };
}
