import type { KernelRuntime } from '../../../core/kernel-runtime';
import { matrix, type Matrix } from '../../../core/matrix';
import type { FitContext, ImageShape } from '../../../core/method';
import { RandomState } from '../../../core/random/random-state';
import { asyncPart, part, type AsyncTask, type Progress } from '../../../core/task';
import { buildLayers, featureLayerOf } from '../../neural/cnn/layers';
import { glorotUniform } from '../../neural/training/initial-weights';
import { KernelTrainer } from '../../neural/training/kernel-trainer';
import { NetworkRunner } from '../../neural/training/network-runner';
import { train, type Loop } from '../../neural/training/train';
import type { SelfTrainingParams } from './params';
import { planOf } from './plan';

/** Rows to train on: class codes, −1 = not taught. */
export interface Lesson {
  X: Matrix;
  imageShape: ImageShape;
  nClasses: number;
  /** What is taught. */
  taught: Int32Array;
  /** Rows that the network is checked on after each epoch: those whose label was given. */
  given: Uint32Array;
}

/** What a trained network says of all rows. */
export interface Opinion {
  weights: Float32Array;
  /** (rows × classes). */
  probabilities: Float32Array;
  /** Activations of its feature layer (rows × width). */
  features: Matrix;
}

/** Share of a round's network that is training; the rest is running all rows through it. */
const TRAINING = 0.85;

/** Trains a new network on what is taught, in the kernels, and asks it about every row. */
export async function* askNetwork(
  kernels: KernelRuntime,
  lesson: Lesson,
  params: SelfTrainingParams,
  { seed, now = () => 0 }: { seed: number } & Pick<FitContext, 'now'>,
): AsyncTask<Opinion> {
  const { X, imageShape, nClasses, taught, given } = lesson;
  const plan = planOf(params);
  const layers = buildLayers(imageShape, nClasses, plan);
  const featureLayer = featureLayerOf(layers);
  const weights = glorotUniform(layers, new RandomState(seed));
  const mark = kernels.mark();
  try {
    const runner = new NetworkRunner(kernels, layers);
    const options = { layers, start: weights, batchSize: plan.batchSize, plan };
    const trainer = new KernelTrainer(kernels, options);
    const dense = layers[featureLayer];
    const loop: Loop = {
      trainer,
      fallBack: (start) => new KernelTrainer(kernels, { ...options, start }),
      runner,
      data: {
        X,
        y: taught,
        imageShape,
        train: Uint32Array.from(taught.keys()).filter((row) => taught[row] >= 0),
        validation: given,
      },
      plan,
      denseInputs: dense.kind === 'dense' ? dense.inputs : 0,
      randomState: seed,
      now,
      weights,
    };
    const { kept } = yield* asyncPart(bare(train(loop)), 0, TRAINING);
    if (!kept) throw new Error('a training that nobody stopped ended without a network');
    runner.setWeights(kept.weights);
    const everyRow = Uint32Array.from({ length: X.rows }, (_, row) => row);
    const asking = { stage: 'Labelling', layer: featureLayer, testShift: plan.testShift };
    const ran = yield* part(runner.run(X, everyRow, asking), TRAINING, 1);
    const features = matrix(ran.activations, X.rows, layers[featureLayer].outputs);
    return { weights: kept.weights, probabilities: ran.probabilities, features };
  } finally {
    kernels.release(mark);
  }
}

/** Of a training that is a part of something else: its curves and checkpoints are nothing to go by. */
async function* bare<Result>(task: AsyncTask<Result>): AsyncTask<Result> {
  try {
    for (;;) {
      const step: IteratorResult<Progress, Result> = await task.next('go');
      if (step.done) return step.value;
      const { fraction, stage } = step.value;
      yield { fraction, stage };
    }
  } finally {
    await task.return(undefined as Result);
  }
}
