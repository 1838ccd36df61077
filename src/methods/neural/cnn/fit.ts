import { ExpectedFailure } from '../../../core/failure';
import type { Algorithm, FitContext, FitInput } from '../../../core/method';
import type { NetworkModel } from '../../../core/models';
import { RandomState } from '../../../core/random/random-state';
import type { EpochNetwork } from '../../../core/training';
import { asyncPart, part, type AsyncTask, type Task } from '../../../core/task';
import { batchesOf, type TrainingData } from '../training/batches';
import { chooseTrainer } from '../training/choose-trainer';
import { classesOf } from '../training/classes';
import { gatherLabels } from '../training/images';
import type { NetworkLayer } from '../../../kernels/network/shape';
import { glorotUniform } from '../training/initial-weights';
import { KernelTrainer } from '../training/kernel-trainer';
import { NetworkRunner } from '../training/network-runner';
import { train, type Loop, type Trained } from '../training/train';
import { check } from './check';
import { buildLayers, featureLayerOf, summarise } from './layers';
import { look } from './look';
import type { CnnParams } from './params';
import { features, predict } from './predict';
import { checkResume, resumeWarnings } from './resume';
import { splitLabelled } from './split';

/** Share of the progress bar that belongs to choosing a backend. */
const CHOICE_SHARE = 0.02;
/** And to checking the validation rows once more, with shifts. */
const CHECK_SHARE = 0.01;

async function* fit(
  { X, y, nClasses, imageShape }: FitInput,
  params: CnnParams,
  { kernels, tensorBackend = 'auto', now = () => 0, resume }: FitContext,
): AsyncTask<NetworkModel> {
  if (!y || !nClasses || !imageShape) {
    throw new ExpectedFailure(
      'badInput',
      'The network needs labelled images: labels, classes and the image shape.',
    );
  }
  const { architecture, batchNormalisation } = params;
  const design = { architecture, batchNormalisation };
  const layers = buildLayers(imageShape, nClasses, design);
  const weights = glorotUniform(layers, new RandomState(params.randomState));
  const split = splitLabelled(y, nClasses, params);
  const { batchSize } = params;
  const { train: trainRows, validation } = split;
  const data: TrainingData = { X, y, imageShape, train: trainRows, validation };
  const { randomState, testShift } = params;
  const denseInputs = inputsOf(layers[featureLayerOf(layers)]);
  const mark = kernels.mark();
  try {
    const runner = new NetworkRunner(kernels, layers);
    if (resume) checkResume(resume, { params, parameters: weights.length, nClasses, split });
    const start = resume?.state ?? weights;
    const options = { layers, start, batchSize, plan: params };
    const [batch] = batchesOf(data, params, { epoch: 0, randomState, denseInputs });
    const choosing = { wanted: tensorBackend, options, batch, kernels, now };
    const { trainer, timings } = yield* asyncPart(chooseTrainer(choosing), 0, CHOICE_SHARE);
    const loop: Loop = {
      trainer,
      fallBack: (from) => new KernelTrainer(kernels, { ...options, start: from }),
      runner,
      data,
      plan: params,
      denseInputs,
      randomState,
      now,
      resume,
      weights,
    };
    try {
      const trained = yield* asyncPart(train(loop), CHOICE_SHARE, 1 - CHECK_SHARE);
      const { kept } = trained;
      if (kept && testShift > 0) trained.kept = yield* withShifts(kept, runner, data, testShift);
      return {
        ...resultOf(trained, nClasses),
        ...(testShift > 0 ? { testShift } : {}),
        ...summarise(layers),
        warnings: [
          ...split.warnings,
          ...trained.warnings,
          ...resumeWarnings(resume, params),
          ...stopWarnings(trained, params.epochs),
        ],
        checkpoint: trained.checkpoint,
        build: { ...imageShape, nClasses, design },
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

const inputsOf = (layer: NetworkLayer): number => (layer.kind === 'dense' ? layer.inputs : 0);

/** A network checked as it will predict: by means over moved copies of the validation rows. */
function* withShifts(
  kept: EpochNetwork,
  runner: NetworkRunner,
  { X, y, validation }: TrainingData,
  testShift: number,
): Task<EpochNetwork> {
  runner.setWeights(kept.weights);
  const labels = gatherLabels(y, validation);
  const options = { stage: 'Validation with shifts', labels, testShift };
  const task = part(runner.run(X, validation, options), 1 - CHECK_SHARE, 1);
  for (;;) {
    // To the end even when asked to stop: it takes seconds at most.
    const step = task.next('go');
    if (step.done) {
      const { probabilities, right, loss } = step.value;
      const rows = validation.length;
      const figures = { ...kept.figures, valAccuracy: right / rows, valLoss: loss / rows };
      return { ...kept, figures, probabilities };
    }
    yield step.value;
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

export const cnn: Algorithm<CnnParams, NetworkModel> = {
  fit,
  transform: features,
  predict,
  check,
  look,
};
