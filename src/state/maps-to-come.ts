import { useLayoutEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { InputSpec } from '../core/run';
import { hasEndedBadly, isActive, type Job } from '../engine/jobs';
import { useLab } from './lab';
import { useUnhurriedStore } from './use-unhurried-store';

/**
 * Maps that will be drawn of what a run started from, told before the run has ended: so its result keeps their place
 * free, and nothing that a person is about to press moves when they come.
 */
interface MapsToCome {
  /** What each starts from. */
  expected: readonly string[];
  /** Those whose place is on the page now: their jobs are shown there. */
  placed: readonly string[];
}

const store = createStore<MapsToCome>(() => ({ expected: [], placed: [] }));

const keyOf = (input: InputSpec): string => JSON.stringify(input);

const without = (keys: readonly string[], key: string): string[] =>
  keys.toSpliced(keys.indexOf(key), 1);

function add(to: keyof MapsToCome, input: InputSpec): () => void {
  const key = keyOf(input);
  store.setState((state) => ({ [to]: [...state[to], key] }));
  return () => store.setState((state) => ({ [to]: without(state[to], key) }));
}

/** Tells that a map will come; what it returns says that it came, or never will. */
export const expectMap = (input: InputSpec): (() => void) => add('expected', input);

const draws = (job: Job, key: string): boolean =>
  job.spec?.action === 'fit' && job.method === 'tsne' && keyOf(job.spec.input) === key;

/** Whether a map is to come. Its job becomes done in one turn with its result: one takes the other's place at once. */
export function useIsMapToCome(input: InputSpec): boolean {
  const key = keyOf(input);
  const { jobs } = useLab();
  const both = useMemo(
    () => ({
      getState: () => ({ ...store.getState(), ...jobs.getState() }),
      subscribe(listener: () => void) {
        const stops = [store.subscribe(listener), jobs.subscribe(listener)];
        return () => stops.forEach((stop) => stop());
      },
    }),
    [jobs],
  );
  return useUnhurriedStore(both, (state) => {
    const job = state.jobs.findLast((each) => draws(each, key));
    return state.expected.includes(key) && (!job || isActive(job));
  });
}

/** The job that draws a map in this place, once there is one; other places do not show it meanwhile. */
export function useMapJob(input: InputSpec): Job | undefined {
  const key = keyOf(input);
  useLayoutEffect(() => add('placed', JSON.parse(key) as InputSpec), [key]);
  return useStore(useLab().jobs, ({ jobs }) =>
    jobs.findLast((job) => !hasEndedBadly(job) && draws(job, key)),
  );
}

/** Whether a job is shown in its own place. */
export function useIsPlaced(): (job: Job) => boolean {
  const { placed } = useStore(store);
  return (job) => placed.some((key) => draws(job, key));
}
