import { ExpectedFailure } from '../../../core/failure';
import type { Algorithm, FitContext, FitInput } from '../../../core/method';
import type { NetworkModel } from '../../../core/models';
import { RandomState } from '../../../core/random/random-state';
import { asyncPart, type AsyncTask } from '../../../core/task';
import { chooseTrainer } from '../training/choose-trainer';
import { gatherImages, gatherLabels } from '../training/images';
import { glorotUniform } from '../training/initial-weights';
import { KernelTrainer } from '../training/kernel-trainer';
import { NetworkRunner } from '../training/network-runner';
import { train, type Loop, type Trained } from '../training/train';
import { classesOf } from './classes';
import { buildLayers, summarise } from './layers';
import type { CnnParams } from './params';
import { features, predict } from './predict';
import { splitLabelled } from './split';

/** Share of the progress bar that belongs to choosing a backend. */
const CHOICE_SHARE = 0.02;

async function* fit(
  { X, y, nClasses, imageShape }: FitInput,
  params: CnnParams,
  { kernels, tensorBackend = 'auto', now = () => 0 }: FitContext,
): AsyncTask<NetworkModel> {
  if (!y || !nClasses || !imageShape) {
    throw new ExpectedFailure(
      'badInput',
      'The network needs labelled images: labels, classes and the image shape.',
    );
  }
  const layers = buildLayers(imageShape, nClasses);
  const weights = glorotUniform(layers, new RandomState(params.randomState));
  const split = splitLabelled(y, nClasses, params);
  const { batchSize } = params;
  const example = split.train.subarray(0, batchSize);
  const mark = kernels.mark();
  try {
    const runner = new NetworkRunner(kernels, layers);
    const options = { layers, weights, batchSize };
    const batch = { images: gatherImages(X, example), labels: gatherLabels(y, example) };
    const choosing = { wanted: tensorBackend, options, batch, kernels, now };
    const { trainer, timings } = yield* asyncPart(chooseTrainer(choosing), 0, CHOICE_SHARE);
    const loop: Loop = {
      trainer,
      fallBack: (from) => new KernelTrainer(kernels, { ...options, weights: from }),
      runner,
      data: { X, y, train: split.train, validation: split.validation },
      plan: params,
      randomState: params.randomState,
      now,
      weights,
    };
    try {
      const trained = yield* asyncPart(train(loop), CHOICE_SHARE, 1);
      return {
        ...resultOf(trained, nClasses),
        ...summarise(layers),
        warnings: [...split.warnings, ...trained.warnings, ...stopWarnings(trained, params.epochs)],
        build: { ...imageShape, nClasses },
        backend: loop.trainer.backend,
        backendTimings: timings,
        trainRows: split.train,
        validationRows: split.validation,
      };
    } finally {
      loop.trainer.dispose();
    }
  } finally {
    kernels.release(mark);
  }
}

function resultOf({ epochs, kept, stopped }: Trained, nClasses: number) {
  if (!kept) {
    throw new ExpectedFailure(
      'stoppedEmpty',
      'Stopped before the first training step: there is no network yet.',
    );
  }
  const { figures, weights, probabilities } = kept;
  const { valAccuracy, valLoss } = figures;
  return {
    kind: 'network' as const,
    nIter: epochs.length,
    ...(stopped ? { stopped } : {}),
    figures: { valAccuracy, valLoss },
    weights,
    epochs,
    validationPredictions: classesOf(probabilities, nClasses),
    validationProbabilities: probabilities,
  };
}

function stopWarnings({ epochs, kept, stopped }: Trained, planned: number): string[] {
  if (!stopped || !kept) return [];
  return [
    `Stopped after ${epochs.length} of ${planned} epochs: the network kept is that of epoch ${kept.epoch}, the best so far.`,
  ];
}

export const cnn: Algorithm<CnnParams, NetworkModel> = { fit, transform: features, predict };
