import { createStore } from 'zustand/vanilla';
import type { Failure, Outcome } from '../../core/failure';
import { renamedSpec } from '../../core/lineage';
import { figuresOf } from '../../core/result-figures';
import type { RunResult } from '../../core/run';
import type { Dataset } from '../../data/dataset';
import { sampleById } from '../../data/samples';
import type { Lab } from '../../engine/lab';
import { decodeLink } from './codec';
import { referencedRun, type LinkedData, type SharedLink } from './shared-link';

export interface LinkState {
  /** A link that says on what data, not yet dismissed. */
  link?: SharedLink & { data: LinkedData };
  /** Why the address could not be read. */
  problem?: Failure;
  run: 'idle' | 'running' | 'done' | 'failed';
  /** Result ids of the runs that have finished, in the link's order. */
  results: readonly string[];
  error?: Failure;
}

/** What still lies between a link and its runs. */
export type LinkNeed =
  | { kind: 'sample'; id: string; title: string }
  | {
      kind: 'train' | 'test';
      name: string;
      /** A file is open, but it is another one. */ other: boolean;
    }
  | undefined;

/** The data a link asks for that is not open. */
export function needOf({ train, test }: LinkedData, dataset: Dataset | undefined): LinkNeed {
  if (train.kind === 'sample') {
    if (dataset?.sampleId !== train.id)
      return { kind: 'sample', id: train.id, title: sampleById(train.id)?.title ?? train.id };
  } else if (dataset?.train.fingerprint !== train.fingerprint) {
    const other = dataset !== undefined && dataset.train.fileName === train.name;
    return { kind: 'train', name: train.name, other };
  }
  if (test && dataset?.test?.fingerprint !== test.fingerprint)
    return { kind: 'test', name: test.name, other: dataset?.test?.fileName === test.name };
  return undefined;
}

const NOTHING: LinkState = { run: 'idle', results: [] };

/** Reads links out of the address and does what they describe: opens the data, makes the runs. */
export class LinkFollower {
  readonly store = createStore<LinkState>(() => NOTHING);
  private readonly lab: Lab;

  constructor(lab: Lab) {
    this.lab = lab;
  }

  /** Follows the address as it is now, and each time a link is put into it. */
  async start(): Promise<void> {
    globalThis.addEventListener('hashchange', () => void this.read());
    await this.read();
  }

  private async read(): Promise<void> {
    const decoded = await decodeLink(globalThis.location.hash);
    if (!decoded.ok) {
      this.store.setState({ ...NOTHING, problem: decoded.error }, true);
      return;
    }
    const { data, ...link } = decoded.value;
    if (!data) return;
    this.store.setState({ ...NOTHING, link: { ...link, data } }, true);
    const { dataset } = this.lab.dataset.getState();
    // With nothing open a sample can do no harm; over other work the person decides.
    if (data.train.kind === 'sample' && !dataset) await this.openSample();
  }

  /** Opens the sample the link is about. */
  async openSample(): Promise<void> {
    const { link } = this.store.getState();
    if (link?.data.train.kind !== 'sample') return;
    await this.lab.openSample(link.data.train.id);
    this.dismissWhenNothingIsLeft();
  }

  /** Opens a file for the link, read as the sender's was; it may turn out to be another file. */
  async openFile(part: 'train' | 'test', file: File): Promise<void> {
    const { link } = this.store.getState();
    if (!link) return;
    const { train } = link.data;
    const choices =
      train.kind === 'file' ? { labelColumn: train.labelColumn, shape: train.shape } : {};
    if (part === 'train') await this.lab.openFiles({ train: file }, choices);
    else await this.lab.openFiles({ test: file });
    this.dismissWhenNothingIsLeft();
  }

  /** A link without runs has done its part once its data is open. */
  private dismissWhenNothingIsLeft(): void {
    const { link } = this.store.getState();
    const { dataset } = this.lab.dataset.getState();
    if (link && link.runs.length === 0 && !needOf(link.data, dataset)) this.dismiss();
  }

  /** Makes the link's runs in order; goes on after the last that succeeded. */
  async run(): Promise<void> {
    const { link, run } = this.store.getState();
    if (!link || run === 'running') return;
    this.store.setState({ run: 'running', error: undefined });
    this.adoptLabels(link.runs);
    for (const planned of link.runs.slice(this.store.getState().results.length)) {
      const { results } = this.store.getState();
      const spec = renamedSpec(planned.spec, (reference) => results[referencedRun(reference)]);
      const { name, scoring, tensorBackend } = planned;
      const outcome: Outcome<RunResult> = await this.lab.start(spec, {
        name,
        scoring,
        tensorBackend,
      });
      if (this.store.getState().link !== link) return;
      if (!outcome.ok) {
        const cancelled = outcome.error.code === 'cancelled';
        this.store.setState({
          run: cancelled ? 'idle' : 'failed',
          error: cancelled ? undefined : outcome.error,
        });
        return;
      }
      this.store.setState({ results: [...results, outcome.value.id] });
    }
    this.store.setState({ run: 'done' });
    clearAddress();
  }

  /** The sender's labels by hand become one's own, unless there are some already. */
  private adoptLabels(runs: SharedLink['runs']): void {
    const given = runs.findLast(({ spec }) => spec.action === 'fit' && spec.labels)?.spec;
    const { handLabels } = this.lab;
    if (given?.action !== 'fit' || !given.labels || handLabels.store.getState().codes.size > 0)
      return;
    handLabels.adopt(given.labels);
  }

  /** Lets go of the link. */
  dismiss(): void {
    this.store.setState(NOTHING, true);
    clearAddress();
  }
}

/** Takes the link out of the address, so that a reload does not ask again. */
function clearAddress(): void {
  const { location, history } = globalThis;
  history.replaceState(history.state, '', location.hash.split('?', 1)[0] || location.pathname);
}

export interface FigureDifference {
  run: string;
  figure: string;
  theirs: number;
  ours: number | undefined;
}

/** The sender's figures that came out otherwise here, and how many were compared. */
export function differences(
  { runs }: SharedLink,
  results: readonly (RunResult | undefined)[],
): { compared: number; different: FigureDifference[] } {
  const different: FigureDifference[] = [];
  let compared = 0;
  runs.forEach(({ name, figures = {} }, i) => {
    const result = results[i];
    if (!result) return;
    const own = figuresOf(result);
    for (const [figure, theirs] of Object.entries(figures)) {
      compared++;
      if (own[figure] !== theirs) different.push({ run: name, figure, theirs, ours: own[figure] });
    }
  });
  return { compared, different };
}
