import type { Outcome } from '../../core/failure';
import type { TrainingCheckpoint } from '../../core/training';
import { isActive, type Job } from '../../engine/jobs';
import type { Lab } from '../../engine/lab';
import type { Checkpoints, SessionContents, UnfinishedRun } from '../../session/contents';

/** A run that was cut off, and what it can go on from. */
export interface CutOff extends UnfinishedRun {
  checkpoint?: TrainingCheckpoint;
}

/** What a page load would cut off, and trainings whose worker failed. */
const hangs = (job: Job): boolean =>
  !job.cancelling && (isActive(job) || (job.state === 'failed' && job.checkpoint !== undefined));

const ofJob = ({ id, title, spec, checkpoint }: Job): CutOff[] =>
  spec ? [{ name: title, spec, job: id, checkpoint }] : [];

/** Runs begun and not ended: the jobs of now, and those that an earlier page load had and nobody has decided about. */
export class UnfinishedRuns {
  private readonly lab: Pick<Lab, 'jobs' | 'start'>;
  private readonly onChange: () => void;
  private cutOff: readonly CutOff[] = [];

  /** @param onChange called when it was decided what becomes of runs that were cut off */
  constructor(lab: Pick<Lab, 'jobs' | 'start'>, onChange: () => void) {
    this.lab = lab;
    this.onChange = onChange;
  }

  /** Takes over what a session had begun; returns it. */
  restore({ meta, checkpoints = {} }: SessionContents): readonly CutOff[] {
    this.cutOff = meta.unfinished.map((run) => ({
      ...run,
      checkpoint: run.job === undefined ? undefined : checkpoints[run.job],
    }));
    return this.cutOff;
  }

  private all(): CutOff[] {
    return [...this.cutOff, ...this.lab.jobs.getState().jobs.filter(hangs).flatMap(ofJob)];
  }

  /** For the session's record, which is small: without the checkpoints. */
  list(): UnfinishedRun[] {
    return this.all().map(({ name, spec, job }) => ({ name, spec, job }));
  }

  checkpoints(): Checkpoints {
    return Object.fromEntries(
      this.all().flatMap(({ job, checkpoint }) => (job && checkpoint ? [[job, checkpoint]] : [])),
    );
  }

  /** Runs that were cut off go on from the last epoch they reached, or all start anew. */
  goOn(from: 'checkpoint' | 'start'): Promise<Outcome<unknown>[]> {
    const started = this.cutOff.map(({ name, spec, checkpoint }) =>
      this.lab.start(spec, { name, resume: from === 'checkpoint' ? checkpoint : undefined }),
    );
    this.discard();
    return Promise.all(started);
  }

  /** Runs that were cut off are not wanted any more. */
  discard(): void {
    this.forget();
    this.onChange();
  }

  /** Another session begins. */
  forget(): void {
    this.cutOff = [];
  }
}
