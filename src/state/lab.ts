import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { RunResult } from '../core/run';
import type { ImageTable } from '../data/dataset';
import type { BudgetState } from '../engine/budget-run';
import type { Job } from '../engine/jobs';
import type { Lab } from '../engine/lab';
import { useUnhurriedStore } from './use-unhurried-store';

/** The one lab of the page; the shell provides it. */
export const LabContext = createContext<Lab | undefined>(undefined);

export function useLab(): Lab {
  const lab = useContext(LabContext);
  if (!lab) throw new Error('useLab outside the lab’s provider');
  return lab;
}

export const useData = () => useStore(useLab().dataset);
/** The name of the file that is being read. */
export const useReading = () => useStore(useLab().dataset, ({ reading }) => reading?.fileName);

/** Not told how far reading is: nearly everything on the page is drawn from the data. */
export const useDataset = () => useStore(useLab().dataset, ({ dataset }) => dataset);
export const useJobs = (): readonly Job[] => useStore(useLab().jobs).jobs;

const runningOf = (jobs: readonly Job[], methods: readonly string[]): Job | undefined =>
  jobs.find((job) => job.state === 'running' && methods.includes(job.method));

/** The running job of one of these methods, at every step of its progress: for small components only. */
export const useRunningJob = (methods: readonly string[]): Job | undefined =>
  useStore(useLab().jobs, ({ jobs }) => runningOf(jobs, methods));

/** Whether one runs: a page that asks only this is drawn again when it begins and ends, not ten times a second. */
export const useIsRunning = (methods: readonly string[]): boolean =>
  useUnhurriedStore(useLab().jobs, ({ jobs }) => runningOf(jobs, methods) !== undefined);

const isEdit = (results: readonly RunResult[], before: readonly RunResult[]): boolean =>
  results.length <= before.length;

/** New results are drawn in pauses; a new name, a pin or a deletion at once. */
export const useResults = (): readonly RunResult[] =>
  useUnhurriedStore(useLab().results, ({ results }) => results, isEdit);

/** Labels given by hand. */
export const useHandLabels = () => useStore(useLab().handLabels.store);

/** Accuracy against budget, as far as it is computed; drawn in slices, as each point redraws its curves. */
export const useBudget = (): BudgetState => useUnhurriedStore(useLab().budget, (budget) => budget);
export const useStudy = () => useStore(useLab().study);
/** How the study stands without its progress, which changes ten times a second. */
export const useExperiments = () => useStore(useLab().study, (study) => study.experiments);
export const useStudyRuns = () => useStore(useLab().study, (study) => study.state === 'running');
export const useSettings = () => useStore(useLab().settings);

export function useResult(id: string | undefined): RunResult | undefined {
  const results = useResults();
  return useMemo(() => results.find((result) => result.id === id), [results, id]);
}

/** The table a result's rows come from, if it is still the one that is open. */
export function useTableOf(
  result: Pick<RunResult, 'table' | 'fingerprint'> | undefined,
): ImageTable | undefined {
  const dataset = useDataset();
  if (!dataset || !result) return undefined;
  const table = dataset[result.table];
  return table?.fingerprint === result.fingerprint ? table : undefined;
}
