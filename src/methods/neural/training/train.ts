import type { Matrix } from '../../../core/matrix';
import type { RandomState } from '../../../core/random/random-state';
import { part, type AsyncTask, type EpochFigures, type Progress } from '../../../core/task';
import { better, type Checkpoint } from './best';
import { gatherImages, gatherLabels } from './images';
import type { NetworkRunner, Ran } from './network-runner';
import type { Score, Trainer } from './trainer';

export interface TrainingData {
  X: Matrix;
  y: Int32Array;
  train: Uint32Array;
  validation: Uint32Array;
}

export interface TrainingPlan {
  epochs: number;
  batchSize: number;
  learningRate: number;
}

export interface Trained {
  epochs: EpochFigures[];
  /** What is kept: the last epoch's network, or the best one's when stopped; absent when stopped before the first step. */
  kept?: Checkpoint;
  stopped: boolean;
}

interface Loop {
  trainer: Trainer;
  /** Runs the network on the validation rows. */
  runner: NetworkRunner;
  data: TrainingData;
  plan: TrainingPlan;
  /** Orders the rows anew for each epoch. */
  random: RandomState;
  now: () => number;
}

/** Share of an epoch's bar that belongs to its steps; the rest is validation. */
const STEPS_SHARE = 0.95;

/**
 * Trains epoch by epoch. Stop in the first epoch ends it early, so that there is a network; later it discards the epoch
 * under way and keeps the best network so far.
 */
export async function* train(loop: Loop): AsyncTask<Trained> {
  const { plan } = loop;
  const epochs: EpochFigures[] = [];
  let best: Checkpoint | undefined;
  let last: Checkpoint | undefined;
  for (let epoch = 1; epoch <= plan.epochs; epoch++) {
    const from = (epoch - 1) / plan.epochs;
    const report = (fraction: number, stage: string, step?: Step): Progress => ({
      fraction: from + fraction / plan.epochs,
      stage,
      partial: { kind: 'epochs', epochs: [...epochs], step },
    });
    const started = loop.now();
    const steps = yield* runSteps(loop, epoch, report);
    if (steps.stopped && (last || steps.images === 0)) return { epochs, kept: best, stopped: true };
    const msPerStep = (loop.now() - started) / steps.count;
    const validated = yield* validate(loop, epoch, report);
    const rows = loop.data.validation.length;
    const figures: EpochFigures = {
      accuracy: steps.right / steps.images,
      loss: steps.loss / steps.images,
      valAccuracy: validated.right / rows,
      valLoss: validated.loss / rows,
      seconds: (loop.now() - started) / 1000,
      msPerStep,
    };
    epochs.push(figures);
    const { weights, probabilities } = validated;
    last = { epoch, figures, weights, probabilities };
    best = better(best, last);
    if (steps.stopped || validated.stopped) {
      const stopped = steps.stopped || epoch < plan.epochs;
      return { epochs, kept: stopped ? best : last, stopped };
    }
  }
  return { epochs, kept: last, stopped: false };
}

interface Step {
  epoch: number;
  loss: number;
  accuracy: number;
}

type Report = (fraction: number, stage: string, step?: Step) => Progress;

interface Steps extends Score {
  images: number;
  count: number;
  stopped: boolean;
}

interface Validated extends Ran {
  weights: Float32Array;
  stopped: boolean;
}

/** One pass over the training rows in a new order, or less when stopped. */
async function* runSteps(
  { trainer, data, plan, random }: Loop,
  epoch: number,
  report: Report,
): AsyncTask<Steps> {
  const { X, y, train } = data;
  const order = random.permutation(train.length);
  const total = Math.ceil(train.length / plan.batchSize);
  const sums: Steps = { loss: 0, right: 0, images: 0, count: 0, stopped: false };
  const stage = `Epoch ${epoch} of ${plan.epochs}`;
  let seen: Step | undefined;
  for (let from = 0; from < train.length; from += plan.batchSize) {
    const rows = order.subarray(from, from + plan.batchSize).map((i) => train[i]);
    await trainer.step(gatherImages(X, rows), gatherLabels(y, rows), plan.learningRate);
    sums.count++;
    sums.images += rows.length;
    if (sums.count % trainer.scoreEvery === 0 || sums.count === total) {
      const { loss, right } = await trainer.takeScore();
      sums.loss += loss;
      sums.right += right;
      seen = { epoch, loss: sums.loss / sums.images, accuracy: sums.right / sums.images };
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
  const weights = await trainer.weights();
  runner.setWeights(weights);
  const labels = gatherLabels(y, validation);
  const stage = `Validation after epoch ${epoch} of ${plan.epochs}`;
  const task = part(runner.run(X, validation, { stage, labels }), STEPS_SHARE, 1);
  let stopped = false;
  for (;;) {
    const step = task.next('go');
    if (step.done) return { ...step.value, weights, stopped };
    if ((yield report(step.value.fraction, stage)) === 'stop') stopped = true;
  }
}
