import { ExpectedFailure } from '../../../core/failure';
import type { Matrix } from '../../../core/matrix';
import type { FitContext, Prediction } from '../../../core/method';
import type { NetworkModel } from '../../../core/models';
import type { Task } from '../../../core/task';
import { NetworkRunner, type Ran, type RunOptions } from '../training/network-runner';
import { classesOf } from '../training/classes';
import { featureLayerOf, layersOf } from './layers';

/** What of a network it takes to run it. */
export type TrainedNetwork = Pick<NetworkModel, 'build' | 'weights' | 'testShift'>;

/** Runs all rows through a fitted network, always in the kernels. */
function* runAll(
  model: TrainedNetwork,
  X: Matrix,
  { kernels }: FitContext,
  { stage, layer, testShift }: RunOptions,
): Task<Ran> {
  const { height, width, channels } = model.build;
  if (X.cols !== height * width * channels) {
    throw new ExpectedFailure(
      'badInput',
      `The network was trained on images of ${height} × ${width} × ${channels}: these rows have ${X.cols} columns.`,
    );
  }
  const mark = kernels.mark();
  try {
    const runner = new NetworkRunner(kernels, layersOf(model));
    runner.setWeights(model.weights);
    const ran = yield* runner.run(
      X,
      Uint32Array.from({ length: X.rows }, (_, row) => row),
      {
        stage,
        layer,
        testShift,
      },
    );
    if (!ran.complete) {
      throw new ExpectedFailure('stoppedEmpty', 'Stopped before the last row: there is no result.');
    }
    return ran;
  } finally {
    kernels.release(mark);
  }
}

export function* predict(model: TrainedNetwork, X: Matrix, context: FitContext): Task<Prediction> {
  const { testShift, build } = model;
  const { nClasses } = build;
  const { probabilities } = yield* runAll(model, X, context, { stage: 'Predicting', testShift });
  return { labels: classesOf(probabilities, nClasses), probabilities, nClasses };
}

/** The activations of the dense layer before the output: after ReLU, unscaled. */
export function* features(model: NetworkModel, X: Matrix, context: FitContext): Task<Matrix> {
  const { activations } = yield* runAll(model, X, context, {
    stage: 'Features',
    layer: featureLayerOf(layersOf(model)),
  });
  return { data: activations, rows: X.rows, cols: activations.length / X.rows, scale: 1 };
}
