import { ExpectedFailure } from '../../../core/failure';
import type { Matrix } from '../../../core/matrix';
import type { FitContext, Prediction } from '../../../core/method';
import type { NetworkModel } from '../../../core/models';
import type { Task } from '../../../core/task';
import { NetworkRunner, type Ran, type RunOptions } from '../training/network-runner';
import { classesOf } from '../training/classes';
import { featureLayerOf, layersOf } from './layers';

/** What of a network it takes to run it. */
export type TrainedNetwork = Pick<
  NetworkModel,
  'build' | 'weights' | 'testShift' | 'structure' | 'classes'
>;

/** @throws ExpectedFailure when the rows are no images of the network's. */
export function checkColumns({ build }: Pick<NetworkModel, 'build'>, { cols }: Matrix): void {
  const { height, width, channels } = build;
  if (cols === height * width * channels) return;
  throw new ExpectedFailure(
    'badInput',
    `The network was trained on images of ${height} × ${width} × ${channels}: these rows have ${cols} columns.`,
  );
}

/** Runs all rows through a fitted network, always in the kernels. */
function* runAll(
  model: TrainedNetwork,
  X: Matrix,
  { kernels }: FitContext,
  { stage, layer, testShift }: RunOptions,
): Task<Ran> {
  checkColumns(model, X);
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
  const { testShift, build, classes } = model;
  const { nClasses } = build;
  const { probabilities } = yield* runAll(model, X, context, { stage: 'Predicting', testShift });
  const labels = classesOf(probabilities, nClasses);
  return { labels, probabilities, nClasses, ...(classes ? { classes } : {}) };
}

/** The activations of the dense layer before the output: after ReLU, unscaled. */
export function* features(model: NetworkModel, X: Matrix, context: FitContext): Task<Matrix> {
  const layers = layersOf(model);
  const layer = featureLayerOf(layers);
  const { kind, outputs } = layers[layer];
  if (kind !== 'dense') {
    throw new ExpectedFailure(
      'unsupported',
      'This network has no dense layer before its output whose activations could be features.',
    );
  }
  const { activations } = yield* runAll(model, X, context, { stage: 'Features', layer });
  return { data: activations, rows: X.rows, cols: outputs, scale: 1 };
}
