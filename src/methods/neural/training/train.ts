import {
  part,
  type AsyncTask,
  type EpochFigures,
  type Progress,
  type StepFigures,
} from '../../../core/task';
import { better } from './best';
import type { EpochNetwork, NetworkState, TrainingCheckpoint } from '../../../core/training';
import { batchesOf, type TrainingData } from './batches';
import { gatherLabels } from './images';
import type { NetworkRunner, Ran } from './network-runner';
import type { TrainingPlan } from './plan';
import { learningRateAt } from './schedule';
import type { Score, Trainer } from './trainer';

export interface Trained {
  epochs: EpochFigures[];
  /** What is kept: the last epoch's network, or the best one's when stopped; absent when stopped before the first step. */
  kept?: EpochNetwork;
  /** Where it ended; absent when there was no whole epoch. */
  checkpoint?: TrainingCheckpoint;
  stopped: boolean;
  warnings: string[];
}

export interface Loop {
  /** Replaced when a graphics card fails; the caller disposes of whichever is there in the end. */
  trainer: Trainer;
  /** A trainer on the processor that goes on from here. */
  fallBack: (start: Float32Array | NetworkState) => Trainer;
  /** Runs the network on the validation rows. */
  runner: NetworkRunner;
  data: TrainingData;
  plan: TrainingPlan;
  /** Inputs of the first dense layer, for dropout. */
  denseInputs: number;
  /** Seed of the rows' order, of augmentation and dropout. */
  randomState: number;
  now: () => number;
  /** Where an earlier training ended; the trainer starts from its state. */
  resume?: TrainingCheckpoint;
  /** What the network started from. */
  weights: Float32Array;
}

/** Share of an epoch's bar that belongs to its steps; the rest is validation. */
const STEPS_SHARE = 0.95;
/** Training rows that means and variances of averaged weights are measured on. */
const MEASURED_ROWS = 2048;
/** Steps slower than this are waited for one by one, so that progress is not of work that is only queued. */
const SLOW_STEP_MS = 50;

/**
 * Trains epoch by epoch. Stop in the first epoch ends it early, so that there is a network; later it discards the epoch
 * under way and keeps the best network so far. When a graphics card fails, training goes on from the end of the last epoch on
 * the processor.
 */
export async function* train(loop: Loop): AsyncTask<Trained> {
  const { plan, resume } = loop;
  const trained: Trained = { epochs: [...(resume?.epochs ?? [])], stopped: false, warnings: [] };
  const { epochs } = trained;
  let best = resume?.best;
  let last: EpochNetwork | undefined;
  trained.checkpoint = resume;
  while (epochs.length < plan.epochs) {
    const epoch = epochs.length + 1;
    try {
      const ran = yield* runEpoch(loop, epochs);
      if (ran.ended) {
        last = ran.ended.network;
        best = better(best, last);
        epochs.push(last.figures);
        if (ran.ended.whole) {
          const { state } = ran.ended;
          trained.checkpoint = { epochs: [...epochs], planned: plan.epochs, best, state };
        }
      }
      if (ran.stopped) return { ...trained, kept: best, stopped: true };
    } catch (thrown) {
      const { backend } = loop.trainer;
      if (backend !== 'webgl' && backend !== 'webgpu') throw thrown;
      loop.trainer.dispose();
      loop.trainer = loop.fallBack(trained.checkpoint?.state ?? loop.weights);
      trained.warnings.push(
        `${backend} failed in epoch ${epoch} (${(thrown as Error).message}): that epoch was trained again on the processor.`,
      );
      continue;
    }
    if (epochs.length < plan.epochs && (yield between(loop, trained)) === 'stop')
      return { ...trained, kept: best, stopped: true };
  }
  return { ...trained, kept: last ?? best };
}

/** Of what this training has to do: epochs of an earlier one are none of its work. */
function shareDone({ plan, resume }: Loop, epochs: number): number {
  const before = resume?.epochs.length ?? 0;
  return (epochs - before) / (plan.epochs - before);
}

/** What is told between two epochs. */
const between = (loop: Loop, { epochs, checkpoint }: Trained): Progress => ({
  fraction: shareDone(loop, epochs.length),
  stage: `Epoch ${epochs.length + 1} of ${loop.plan.epochs}`,
  partial: { kind: 'epochs', epochs: [...epochs] },
  checkpoint,
});

interface RanEpoch {
  /** Absent when the epoch was cut short and there is an earlier one to keep. */
  ended?: {
    network: EpochNetwork;
    state: NetworkState;
    /** Every row was learned from. */
    whole: boolean;
  };
  /** There will be no further epoch. */
  stopped: boolean;
}

async function* runEpoch(loop: Loop, epochs: readonly EpochFigures[]): AsyncTask<RanEpoch> {
  const { plan, data, now } = loop;
  const epoch = epochs.length + 1;
  const report = (fraction: number, stage: string, step?: StepFigures): Progress => ({
    fraction: shareDone(loop, epochs.length + fraction),
    stage,
    partial: { kind: 'epochs', epochs: [...epochs], step },
  });
  const started = now();
  const steps = yield* runSteps(loop, epoch, report);
  if (steps.stopped && epochs.length > 0) return { stopped: true };
  const msPerStep = (now() - started) / steps.count;
  const { weights, state, probabilities, right, loss, stopped } = yield* validate(
    loop,
    epoch,
    report,
  );
  const rows = data.validation.length;
  const figures: EpochFigures = {
    accuracy: steps.right / steps.images,
    loss: steps.loss / steps.images,
    valAccuracy: right / rows,
    valLoss: loss / rows,
    seconds: (now() - started) / 1000,
    msPerStep,
  };
  const last = epoch === plan.epochs;
  return {
    ended: {
      network: { epoch, figures, weights, probabilities },
      state,
      whole: !steps.stopped,
    },
    stopped: steps.stopped || (stopped && !last),
  };
}

type Report = (fraction: number, stage: string, step?: StepFigures) => Progress;

interface Steps extends Score {
  images: number;
  count: number;
  stopped: boolean;
}

interface Validated extends Ran {
  weights: Float32Array;
  state: NetworkState;
  stopped: boolean;
}

/** One pass over the training rows in a new order, or less when stopped. */
async function* runSteps(
  { trainer, data, plan, randomState, denseInputs, now }: Loop,
  epoch: number,
  report: Report,
): AsyncTask<Steps> {
  const total = Math.ceil(data.train.length / plan.batchSize);
  const sums: Steps = { loss: 0, right: 0, images: 0, count: 0, stopped: false };
  const stage = `Epoch ${epoch} of ${plan.epochs}`;
  let seen: StepFigures | undefined;
  const started = now();
  let scored = { count: 0, at: now() };
  let nextScore = 1;
  for (const batch of batchesOf(data, plan, { epoch, randomState, denseInputs })) {
    const before = (epoch - 1) * total + sums.count;
    await trainer.step(batch, learningRateAt(plan, before, plan.epochs * total));
    sums.count++;
    sums.images += batch.labels.length;
    if (sums.count >= nextScore || sums.count === total) {
      const { loss, right } = await trainer.takeScore();
      const msPerStep = (now() - scored.at) / (sums.count - scored.count);
      scored = { count: sums.count, at: now() };
      nextScore = sums.count + (msPerStep > SLOW_STEP_MS ? 1 : trainer.scoreEvery);
      sums.loss += loss;
      sums.right += right;
      seen = {
        epoch,
        loss: sums.loss / sums.images,
        accuracy: sums.right / sums.images,
        steps: sums.count,
        images: sums.images,
        seconds: (now() - started) / 1000,
      };
    }
    const fraction = (STEPS_SHARE * sums.count) / total;
    if ((yield report(fraction, stage, seen)) === 'stop' && sums.count < total) {
      const { loss, right } = await trainer.takeScore();
      return { ...sums, loss: sums.loss + loss, right: sums.right + right, stopped: true };
    }
  }
  return sums;
}

/** Scores the validation rows, to the end even when asked to stop: it takes seconds at most. */
async function* validate(
  { trainer, runner, data, plan }: Loop,
  epoch: number,
  report: Report,
): AsyncTask<Validated> {
  const { X, y, validation } = data;
  const state = await trainer.state();
  const stage = `Validation after epoch ${epoch} of ${plan.epochs}`;
  let weights = await trainer.weights();
  runner.setWeights(weights);
  if (runner.normalises && plan.weightAveraging > 0) {
    const rows = data.train.subarray(0, MEASURED_ROWS);
    const task = runner.measured(X, rows, stage);
    let step = task.next('go');
    for (; !step.done; step = task.next('go')) yield report(STEPS_SHARE, stage);
    weights = step.value;
  }
  const labels = gatherLabels(y, validation);
  const task = part(runner.run(X, validation, { stage, labels }), STEPS_SHARE, 1);
  let stopped = false;
  for (;;) {
    const step = task.next('go');
    if (step.done) return { ...step.value, weights, state, stopped };
    if ((yield report(step.value.fraction, stage)) === 'stop') stopped = true;
  }
}
