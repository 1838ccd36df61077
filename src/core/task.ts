import type { TrainingCheckpoint } from './training';

/** What a running algorithm tells the page, through `yield`. */
export interface Progress {
  /** Share of the whole work done, 0 … 1. */
  fraction: number;
  /** What is being done now, in a few words: "Neighbours", "Iteration 120 of 1000". */
  stage: string;
  /** A picture of the result so far (t-SNE's coordinates, the CNN's curves); structured-cloneable. */
  partial?: PartialResult;
  /** What the work could go on from if it were cut off here. Never left out when progress is thinned. */
  checkpoint?: TrainingCheckpoint;
}

/** Intermediate results worth drawing while the work goes on. */
export type PartialResult =
  | {
      kind: 'coordinates';
      coordinates: Float32Array;
      dims: number;
      iteration: number;
      klDivergence?: number;
    }
  | {
      kind: 'epochs';
      epochs: EpochFigures[];
      step?: StepFigures;
    }
  /** Mean loss of each epoch so far, of a network that learns without labels. */
  | { kind: 'losses'; losses: readonly number[] };

/** Training figures of an epoch under way: means over the images so far, and what they took. */
export interface StepFigures {
  epoch: number;
  loss: number;
  accuracy: number;
  steps: number;
  images: number;
  /** Wall time of these steps; 0 where nothing is timed. */
  seconds: number;
}

/** Training figures of one epoch; losses are means per image, seconds wall time. */
export interface EpochFigures {
  accuracy: number;
  loss: number;
  valAccuracy: number;
  valLoss: number;
  seconds: number;
  msPerStep: number;
}

/** Handed back to the algorithm at each `yield`: after 'stop' it returns what it has, soon. */
export type Signal = 'go' | 'stop';

/** An algorithm under way. Yield at least every ~20 ms of work; one yield costs a few microseconds. */
export type Task<Result> = Generator<Progress, Result, Signal>;
export type AsyncTask<Result> = AsyncGenerator<Progress, Result, Signal>;

/** Runs a task as a part of another: its fractions 0…1 become `from … to`. */
export function* part<Result>(task: Task<Result>, from: number, to: number): Task<Result> {
  let signal: Signal = 'go';
  try {
    for (;;) {
      const step = task.next(signal);
      if (step.done) return step.value;
      signal = yield { ...step.value, fraction: from + (to - from) * step.value.fraction };
    }
  } finally {
    task.return(undefined as Result);
  }
}

/** {@link part} of an asynchronous task. */
export async function* asyncPart<Result>(
  task: AsyncTask<Result>,
  from: number,
  to: number,
): AsyncTask<Result> {
  let signal: Signal = 'go';
  try {
    for (;;) {
      const step = await task.next(signal);
      if (step.done) return step.value;
      signal = yield { ...step.value, fraction: from + (to - from) * step.value.fraction };
    }
  } finally {
    await task.return(undefined as Result);
  }
}

/** Runs a task to its end without a page: tests, and short sub-steps. */
export function runToEnd<Result>(task: Task<Result>): Result {
  for (;;) {
    const step = task.next('go');
    if (step.done) return step.value;
  }
}
