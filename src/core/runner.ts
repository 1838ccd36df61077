import { failure, success, toFailure, type Outcome } from './failure';
import type { AsyncTask, PartialResult, Progress, Signal, Task } from './task';

/** The clock and the event loop, handed in by the thread that runs: core itself has neither. */
export interface Host {
  /** Milliseconds, monotonic; stands still while the work is paused. */
  now(): number;
  /** Resolves in a later macrotask, so that messages (Stop) get through. */
  breathe(): Promise<void>;
}

export interface DriveControl {
  host: Host;
  signal(): Signal;
  isCancelled(): boolean;
  /** Resolves when the person lets the work go on; undefined while it may. */
  paused?(): Promise<void> | undefined;
  onProgress(progress: Progress): void;
}

export interface Driven<R> {
  result: R;
  seconds: number;
  /** Wall time by stage, numbers in the stage's text left out ("Iteration 12 of 1000" counts as "Iteration"). */
  stageSeconds: Record<string, number>;
}

/** Work this long, then give the event loop a turn. */
const SLICE_MS = 24;
/** At most this often is progress sent to the page, and large pictures of the result much less often. */
const PROGRESS_MS = 100;
const PARTIAL_MS = 500;
/** A picture up to here is sent and drawn in no time. */
const SMALL_BYTES = 2 ** 16;

const pauseBefore = (partial: PartialResult): number =>
  partial.kind === 'coordinates' && partial.coordinates.byteLength <= SMALL_BYTES
    ? PROGRESS_MS
    : PARTIAL_MS;

/** "Round 2 of 3: Epoch 4 of 5" is "Round: Epoch". */
export const stageKey = (stage: string): string =>
  stage
    .replace(/\d+(?:[.,]\d+)*(?:\s*%)?(?:\s+of\s+\d+(?:[.,]\d+)*)?/g, '')
    .replace(/\s+(?=[:,;])|^\s+|\s+$/g, '')
    .replace(/\s+/g, ' ');

/**
 * Advances a task in slices, lets Stop and Cancel in between them, throttles progress, measures stages. Whatever the
 * task throws comes back as a failure value; its `finally` blocks always run.
 */
export async function drive<R>(
  task: Task<R> | AsyncTask<R>,
  control: DriveControl,
): Promise<Outcome<Driven<R>>> {
  const { host } = control;
  const started = host.now();
  const stageSeconds: Record<string, number> = {};
  let stage = '';
  let stageStarted = started;
  let sliceStarted = started;
  let sent = -Infinity;
  let sentPartial = -Infinity;

  const closeStage = (now: number): void => {
    if (!stage) return; // what came before the first mark counts as the first stage
    stageSeconds[stage] = (stageSeconds[stage] ?? 0) + (now - stageStarted) / 1000;
    stageStarted = now;
  };

  try {
    for (;;) {
      const step = await task.next(control.signal());
      const now = host.now();
      if (step.done) {
        closeStage(now);
        return success({ result: step.value, seconds: (now - started) / 1000, stageSeconds });
      }
      const key = stageKey(step.value.stage);
      if (key !== stage) {
        closeStage(now);
        stage = key;
      }
      const { checkpoint, partial } = step.value;
      const withPartial = partial !== undefined && now - sentPartial >= pauseBefore(partial);
      if (checkpoint || withPartial || now - sent >= PROGRESS_MS) {
        const { fraction, stage: said } = step.value;
        control.onProgress({
          fraction,
          stage: said,
          ...(withPartial ? { partial } : {}),
          ...(checkpoint ? { checkpoint } : {}),
        });
        sent = now;
        if (withPartial) sentPartial = now;
      }
      if (now - sliceStarted >= SLICE_MS) {
        await host.breathe();
        sliceStarted = host.now();
      }
      const paused = control.paused?.();
      if (paused) {
        await paused;
        sliceStarted = host.now();
      }
      if (control.isCancelled()) {
        await task.return(undefined as R);
        return failure('cancelled', 'Cancelled.');
      }
    }
  } catch (thrown) {
    return { ok: false, error: toFailure(thrown) };
  }
}
