import { createStore } from 'zustand/vanilla';
import { failure, toFailure, type Outcome } from '../core/failure';
import type { FitContext, InputFacts } from '../core/method';
import type { ScoringOptions } from '../core/protocol';
import type { InputSpec, KeptHandLabels, RunResult, RunSpec } from '../core/run';
import type { Dataset } from '../data/dataset';
import type { BudgetCell, BudgetChoice } from '../study/budget';
import type { ExperimentKey } from '../study/experiment';
import type { ReadOptions } from '../data/read/api';
import { buildReport, type Report } from '../study/report';
import { BudgetRun } from './budget-run';
import { DatasetStore, type OpenFiles } from './dataset-store';
import { Estimates, roomLimit, type Estimate, type Planned } from './estimates';
import { factsOf } from './facts';
import { gather } from './gather';
import { HandLabels } from './hand-labels';
import { JobQueue, type JobRequestOptions } from './jobs';
import { checkLabels } from './label-check';
import { look } from './look';
import { NeighborMemory } from './neighbor-memory';
import { createResults } from './results';
import { StudyRun, type StudyState } from './study-run';
import { threadCount } from './threads';
import { titleOf } from './titles';

export interface LabOptions {
  /** At most this many threads; all the browser reports when undefined. */
  threads?: number;
  tensorBackend?: FitContext['tensorBackend'];
}

/** When the machine is measured, since data was opened: at once, and when the page has been drawn. */
const MEASURE_AFTER_MS = [0, 1500, 4000];

/** Gibibytes of the machine, as far as the browser tells. */
const deviceMemory = (): number | undefined =>
  (navigator as Navigator & { deviceMemory?: number }).deviceMemory;

/** Rows scored by default: seconds at most on two cores. The study asks for more. */
const SCORING: ScoringOptions = { embeddingRows: 2000, silhouetteRows: 2000 };

/** What makes a lab be as another one was. */
export interface LabState {
  dataset?: Dataset;
  results: readonly RunResult[];
  study?: StudyState;
  /** Points of accuracy against budget. */
  budget?: readonly BudgetCell[];
  handLabels?: KeptHandLabels;
}

/** The lab without a face: data, jobs, results and the study. One per page. */
export function createLab(options: LabOptions = {}) {
  const threads = threadCount(options.threads);
  const settings = createStore(() => ({
    threads,
    tensorBackend: options.tensorBackend ?? ('auto' as const),
  }));
  const results = createResults();
  const jobs = new JobQueue(threads);
  const estimates = new Estimates(roomLimit(deviceMemory()));
  const neighbors = new NeighborMemory();
  const beforeReplace = new Set<() => void>();
  /** Counts the data sets: a run that ends after its own was replaced leaves no result. */
  let generation = 0;
  const cancelAll = (): void => {
    for (const job of jobs.store.getState().jobs) jobs.cancel(job.id);
  };
  const data = new DatasetStore(() => {
    for (const listener of beforeReplace) listener();
    generation++;
    cancelAll();
    results.clear();
    study.reset();
    budget.clear();
    handLabels.forget();
  });
  data.store.subscribe(({ dataset }) => neighbors.belongTo(dataset));
  const handLabels = new HandLabels({
    train: () => data.store.getState().dataset?.train,
    addClasses: (names) => data.addClasses(names),
    renameClass: (code, name) => data.renameClass(code, name),
  });

  async function start(
    spec: RunSpec,
    { name, scoring, tensorBackend, resume, opened }: JobRequestOptions = {},
  ): Promise<Outcome<RunResult>> {
    try {
      if (spec.action === 'fit' && spec.labels) data.addClasses(spec.labels.classes);
      const { dataset } = data.store.getState();
      if (!dataset) return failure('badInput', 'Open a file or a sample first.');
      const source = { dataset, find: results.find, opened };
      const gathered = gather(spec, source, { ...SCORING, ...scoring });
      if (!gathered.ok) return gathered;
      const problem = estimates.problemOf(gathered.value);
      if (problem) return { ok: false, error: problem };
      const mine = generation;
      gathered.value.request.tensorBackend = tensorBackend ?? settings.getState().tensorBackend;
      gathered.value.request.resume = resume;
      if (gathered.value.method.family === 'semi')
        gathered.value.request.neighbors = neighbors.of(spec.input);
      const outcome = await jobs.submit(
        spec,
        gathered.value,
        name ?? titleOf(spec, gathered.value),
        (result, { neighbors: found }) => {
          if (mine !== generation) return;
          if (found) neighbors.add(spec.input, found);
          estimates.learn(gathered.value, result);
          results.add(result);
        },
      );
      return outcome.ok && mine !== generation
        ? failure('cancelled', 'Other data was opened meanwhile.')
        : outcome;
    } catch (thrown) {
      return { ok: false, error: toFailure(thrown) };
    }
  }

  const budget = new BudgetRun({
    dataset: () => data.store.getState().dataset,
    results: () => results.store.getState().results,
    start,
    sweep: (title, rows, request, onScore) => jobs.submitSweep(title, rows, request, onScore),
  });

  const study = new StudyRun({
    dataset: () => data.store.getState().dataset,
    start,
    sweep: (choice, onShare) => budget.run(choice, onShare),
    watch: (onProgress) =>
      jobs.store.subscribe(({ jobs: all }) => {
        const running = all.find((job) => job.state === 'running');
        if (running) onProgress(running.progress.fraction, running.progress.stage);
      }),
    cancelRunning: cancelAll,
  });

  // Nothing can run before there is data, and once there is, people look at it first.
  const stopWaiting = data.store.subscribe(({ dataset }) => {
    if (!dataset) return;
    stopWaiting();
    const measure = (): void =>
      void jobs.measureSpeed().then((speed) => speed && estimates.setSpeed(speed));
    for (const wait of MEASURE_AFTER_MS) setTimeout(measure, wait);
  });

  /** What a run would start from; undefined while that is not there. */
  const factsOfInput = (input: InputSpec): InputFacts | undefined => {
    const { dataset } = data.store.getState();
    const facts = dataset && factsOf(input, { dataset, find: results.find });
    return facts && { ...facts, neighborsKnown: neighbors.knows(input) };
  };

  /** The finished result of a study step. */
  const studyResult = (experiment: ExperimentKey, step: string): RunResult | undefined => {
    const id = study.store.getState().experiments[experiment].results[step];
    return id === undefined ? undefined : results.find(id);
  };

  /** The report of what has finished so far; undefined while no data is open. */
  const studyReport = (): Report | undefined => {
    const { dataset } = data.store.getState();
    if (!dataset) return undefined;
    const { userAgent } = navigator;
    return buildReport({
      version: __APP_VERSION__,
      userAgent,
      crossOriginIsolated: globalThis.crossOriginIsolated,
      threads,
      dataset,
      result: studyResult,
      budget: budget.store.getState().cells,
      finished: (key) => study.store.getState().experiments[key].state === 'done',
    });
  };

  return {
    settings,
    dataset: data.store,
    jobs: jobs.store,
    results: results.store,
    study: study.store,
    budget: budget.store,
    openSample: (id: string) => data.openSample(id),
    openFiles: (files: OpenFiles, choices?: ReadOptions) => data.openFiles(files, choices),
    reread: (choices: ReadOptions) => data.reread(choices),
    start,
    /** What each layer of a fitted model makes of one row of a table. */
    look: (model: RunResult, table: 'train' | 'test', row: number) =>
      look(model, data.store.getState().dataset?.[table], row, jobs),
    /** What is known of the machine's speed; estimates change with it. */
    estimates: estimates.store,
    factsOf: factsOfInput,
    estimate: (plan: readonly Planned[]): Estimate => estimates.of(plan),
    pause: (jobId: string, on: boolean) => jobs.pause(jobId, on),
    stop: (jobId: string) => jobs.stop(jobId),
    cancel: (jobId: string) => jobs.cancel(jobId),
    dismiss: (jobId: string) => jobs.dismiss(jobId),
    removeResult: results.remove,
    putBackResult: results.putBack,
    renameResult: results.rename,
    pinResult: results.pin,
    /** Calls back before other data takes the place of the open one and its results; returns what ends that. */
    onBeforeReplace(listener: () => void): () => void {
      beforeReplace.add(listener);
      return () => beforeReplace.delete(listener);
    },
    /** Becomes as it was saved; what runs is cancelled. */
    restore({ dataset, results: kept, study: stood, budget: cells = [], ...rest }: LabState): void {
      generation++;
      cancelAll();
      data.restore(dataset);
      results.replaceAll(kept);
      if (stood) study.restore(stood);
      else study.reset();
      budget.restore(cells);
      handLabels.forget();
      const given = rest.handLabels;
      if (!dataset || !given) return;
      // They are in the table's order; names that changed since it was written among them.
      if (given.classes.length >= dataset.train.classes.length)
        data.setClasses([...given.classes], given.renamedClasses);
      handLabels.adopt(given);
    },
    /** Given labels of a labelling that are likely wrong. */
    checkLabels: (result: RunResult) =>
      checkLabels(result, {
        gather: (spec) => {
          const { dataset } = data.store.getState();
          return dataset
            ? gather(spec, { dataset, find: results.find }, SCORING)
            : failure('badInput', 'Open a file or a sample first.');
        },
        sweep: (title, rows, request) => jobs.submitSweep(title, rows, request, () => undefined),
      }),
    /** The labels a person gives by hand. */
    handLabels,
    runBudget: (choice: BudgetChoice) => budget.run(choice),
    clearBudget: () => budget.clear(),
    runStudy: (keys: readonly ExperimentKey[], choice?: BudgetChoice) => study.run(keys, choice),
    cancelStudy: () => study.cancel(),
    studyResult,
    studyReport,
  };
}

export type Lab = ReturnType<typeof createLab>;
