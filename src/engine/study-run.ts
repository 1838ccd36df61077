import { createStore } from 'zustand/vanilla';
import { failure, toFailure, type Failure, type Outcome } from '../core/failure';
import { renamedSpec } from '../core/lineage';
import { defaultsOf, type AnyParams } from '../core/params';
import type { RunResult, RunSpec } from '../core/run';
import type { Dataset } from '../data/dataset';
import { methodById } from '../methods/registry';
import { planOf, type BudgetChoice } from '../study/budget';
import type { Experiment, ExperimentKey, Step } from '../study/experiment';
import { experiments } from '../study/experiments';
import type { JobRequestOptions } from './jobs';

export type ExperimentState = 'idle' | 'running' | 'done' | 'failed' | 'cancelled';

export interface ExperimentRun {
  state: ExperimentState;
  error?: Failure;
  /** Wall seconds of the experiment's runs, scoring left out. */
  seconds?: number;
  /** Result id of each step. */
  results: Record<string, string>;
}

export interface StudyState {
  state: 'idle' | 'running' | 'done' | 'failed' | 'cancelled';
  /** Share of the steps done, the running one counted by its own progress. */
  fraction: number;
  stage: string;
  experiments: Record<ExperimentKey, ExperimentRun>;
}

/** What the study needs of the lab: the page's own way of running one thing. */
export interface StudyHost {
  dataset(): Dataset | undefined;
  start(spec: RunSpec, options: JobRequestOptions): Promise<Outcome<RunResult>>;
  /** Accuracy against budget, in the page's own way too. */
  sweep(choice: BudgetChoice, onShare: (share: number) => void): Promise<Outcome<void>>;
  /** Calls back with fraction and stage of whatever job runs; returns what ends the subscription. */
  watch(onProgress: (fraction: number, stage: string) => void): () => void;
  cancelRunning(): void;
}

const idle = (): StudyState => ({
  state: 'idle',
  fraction: 0,
  stage: '',
  experiments: Object.fromEntries(
    experiments.map(({ key }) => [key, { state: 'idle', results: {} }]),
  ) as unknown as StudyState['experiments'],
});

const mapValues = <K extends string, V>(record: Record<K, V>, change: (value: V) => V) =>
  Object.fromEntries(
    Object.entries<V>(record).map(([key, value]) => [key, change(value)]),
  ) as Record<K, V>;

/** Defaults of a method with some of them changed. */
const params = (method: string, changed: AnyParams = {}): AnyParams => ({
  ...defaultsOf(methodById(method).params),
  ...changed,
});

/** Rough cost of a step, so that the overall bar moves evenly: what it takes at full scale, in seconds. */
const WEIGHTS: Record<string, number> = { cnn: 250, tsne: 25, isomap: 3, pca: 1, kmeans: 2 };
/** The same of one fit of the sweep over budgets. */
const FIT_WEIGHT = 1;
const weightOf = ({ spec }: Step): number =>
  spec.action === 'fit' ? (WEIGHTS[spec.method] ?? 1) : 3;

/** Where an experiment lies in the whole study, by weights. */
interface Place {
  done: number;
  weight: number;
  total: number;
}

/** Runs experiments in order through the lab's own jobs, and keeps what became of each. */
export class StudyRun {
  readonly store = createStore<StudyState>(idle);
  private readonly host: StudyHost;
  private cancelled = false;

  constructor(host: StudyHost) {
    this.host = host;
  }

  reset(): void {
    if (this.store.getState().state !== 'running') this.store.setState(idle());
  }

  /** How it stood when a session was saved. What ran then runs no more. */
  restore(state: StudyState): void {
    const ended = <T extends ExperimentState>(one: T) => (one === 'running' ? 'cancelled' : one);
    this.store.setState({
      ...state,
      state: ended(state.state),
      experiments: {
        ...idle().experiments,
        ...mapValues(state.experiments, (run) => ({ ...run, state: ended(run.state) })),
      },
    });
  }

  cancel(): void {
    this.cancelled = true;
    this.host.cancelRunning();
  }

  private update(key: ExperimentKey, change: Partial<ExperimentRun>): void {
    this.store.setState((state) => ({
      experiments: { ...state.experiments, [key]: { ...state.experiments[key], ...change } },
    }));
  }

  private readonly resolve = (reference: string): string => {
    if (!reference.startsWith('@')) return reference;
    const [experiment, step] = reference.slice(1).split('/');
    return (
      this.store.getState().experiments[experiment as ExperimentKey].results[step] ?? reference
    );
  };

  /**
   * Runs the experiments asked for, with those they start from; resolves when the last has ended.
   *
   * @param choice what the experiment on budgets computes
   */
  async run(keys: readonly ExperimentKey[], choice?: BudgetChoice): Promise<void> {
    if (this.store.getState().state === 'running') return;
    const dataset = this.host.dataset();
    if (!dataset) throw new Error('the study was started without data');
    this.cancelled = false;
    const wanted = withNeeds(keys);
    const plan = experiments.filter(({ key }) => wanted.has(key));
    this.store.setState({ ...idle(), state: 'running', stage: 'Starting' });

    const weigh = (one: Experiment): number =>
      one.steps(dataset, params).reduce((s, step) => s + weightOf(step), 1) +
      (one.key === 'budget' && choice ? FIT_WEIGHT * planOf(choice).length : 0);
    const total = plan.reduce((sum, one) => sum + weigh(one), 0);
    let done = 0;
    for (const experiment of plan) {
      const weight = weigh(experiment);
      const place = { done, weight, total };
      await (experiment.key === 'budget'
        ? this.runBudget(experiment, choice, place)
        : this.runOne(experiment, dataset, place));
      done += weight;
      this.store.setState({ fraction: done / total });
    }
    const states = plan.map(({ key }) => this.store.getState().experiments[key].state);
    const failed = states.includes('failed');
    const state = this.cancelled ? 'cancelled' : failed ? 'failed' : 'done';
    this.store.setState({ state, stage: '', ...(state === 'done' ? { fraction: 1 } : {}) });
  }

  private async runBudget(
    { key, title }: Experiment,
    choice: BudgetChoice | undefined,
    { done, weight, total }: Place,
  ): Promise<void> {
    if (this.cancelled) return this.update(key, { state: 'cancelled' });
    if (!choice) {
      const { error } = failure('badParameter', 'No budgets were chosen.');
      return this.update(key, { state: 'failed', error });
    }
    this.update(key, { state: 'running' });
    const started = performance.now();
    const unwatch = this.host.watch((_, stage) =>
      this.store.setState({ stage: `${title}: ${stage}` }),
    );
    const outcome = await this.host.sweep(choice, (share) =>
      this.store.setState({ fraction: (done + weight * share) / total }),
    );
    unwatch();
    const seconds = (performance.now() - started) / 1000;
    if (outcome.ok) this.update(key, { state: 'done', seconds });
    else this.end(key, outcome.error);
  }

  /** What became of an experiment that did not finish. */
  private end(key: ExperimentKey, error: Failure): void {
    const cancelled = error.code === 'cancelled';
    this.update(key, {
      state: cancelled ? 'cancelled' : 'failed',
      error: cancelled ? undefined : error,
    });
  }

  private async runOne(
    experiment: Experiment,
    dataset: Dataset,
    { done, total }: Place,
  ): Promise<void> {
    const { key } = experiment;
    const steps = experiment.steps(dataset, params);
    if (this.cancelled) return this.update(key, { state: 'cancelled' });
    const missing = experiment.needs.find(
      (need) => this.store.getState().experiments[need].state !== 'done',
    );
    if (missing) {
      const error = failure(
        'badInput',
        `It starts from the ${missing} experiment, which did not finish.`,
      ).error;
      return this.update(key, { state: 'failed', error });
    }
    this.update(key, { state: 'running' });
    let seconds = 0;
    let reached = done;
    for (const step of steps) {
      const stepWeight = weightOf(step);
      const base = reached;
      const unwatch = this.host.watch((fraction, stage) =>
        this.store.setState({
          fraction: (base + stepWeight * fraction) / total,
          stage: `${experiment.title}: ${step.name} – ${stage}`,
        }),
      );
      const outcome = await this.start(step);
      unwatch();
      reached += stepWeight;
      if (!outcome.ok) return this.end(key, outcome.error);
      seconds += outcome.value.seconds;
      const { results } = this.store.getState().experiments[key];
      this.update(key, { seconds, results: { ...results, [step.key]: outcome.value.id } });
    }
    this.update(key, { state: 'done', seconds });
  }

  private async start(step: Step): Promise<Outcome<RunResult>> {
    try {
      return await this.host.start(renamedSpec(step.spec, this.resolve), {
        name: step.name,
        scoring: { embeddingRows: step.embeddingRows },
      });
    } catch (thrown) {
      return { ok: false, error: toFailure(thrown) };
    }
  }
}

/** The experiments asked for and, recursively, those they start from. */
export function withNeeds(keys: readonly ExperimentKey[]): Set<ExperimentKey> {
  const wanted = new Set<ExperimentKey>();
  const add = (key: ExperimentKey): void => {
    wanted.add(key);
    experiments.find((one) => one.key === key)?.needs.forEach(add);
  };
  keys.forEach(add);
  return wanted;
}
