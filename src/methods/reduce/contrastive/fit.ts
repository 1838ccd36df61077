import { ExpectedFailure } from '../../../core/failure';
import type { Algorithm, FitContext, FitInput } from '../../../core/method';
import type { Matrix } from '../../../core/matrix';
import { part, type Task } from '../../../core/task';
import { fitPca, transformPca } from '../pca/fit';
import { allOrNothing } from '../shared/all-or-nothing';
import { encode } from './encode';
import { encoderLayers, parametersOf } from './layers';
import { learn, type Learned } from './learn';
import type { ContrastiveModel } from './model';
import type { ContrastiveParams } from './params';

/** Shares of the work: learning, then the features of all rows, then their principal components. */
const [LEARNED, ENCODED] = [0.9, 0.97];
/** A loss that ends above this share of the first epoch's did not fall. */
const HARDLY = 0.98;

function warningsOf({ losses, epochs, stopped }: Learned): string[] {
  const [first, last] = [losses[0], losses[losses.length - 1]];
  const warnings = stopped
    ? [`Stopped in epoch ${losses.length} of ${epochs}: the features are those learned by then.`]
    : [];
  if (losses.length > 1 && last > HARDLY * first) {
    warnings.push(
      `The loss hardly fell, from ${first.toFixed(3)} in the first epoch to ${last.toFixed(3)} in the last: little was learned. Try another learning rate, or change the images less.`,
    );
  }
  return warnings;
}

/**
 * SimCLR (Chen, Kornblith, Norouzi & Hinton 2020) with a linear encoder of oriented gradients. Time: two views of every row
 * in each epoch, changed, turned into edge directions and sent through the network and back; memory: the activations of
 * 2 · batchSize views, then rows · 256 values.
 */
function* fitContrastive(
  { X, imageShape }: FitInput,
  params: ContrastiveParams,
  context: FitContext,
): Task<ContrastiveModel> {
  if (!imageShape) throw new ExpectedFailure('badInput', 'The network needs the image shape.');
  const { kernels } = context;
  const { nComponents, straighten } = params;
  const learned = yield* part(learn(kernels, X, imageShape, params), 0, LEARNED);
  const weights = learned.weights.slice(0, parametersOf(encoderLayers(imageShape)));
  const encoder = { imageShape, straighten, weights };
  const wide = yield* toTheEnd(part(encode(kernels, encoder, X), LEARNED, ENCODED));
  const pca = fitPca({ X: wide }, { nComponents, whiten: false, signRule: 'u' }, context);
  const { coordinates, ...components } = yield* toTheEnd(part(pca, ENCODED, 1));
  const { losses, stopped } = learned;
  return {
    kind: 'embedding',
    coordinates: Float32Array.from(coordinates),
    dims: nComponents,
    nIter: losses.length,
    ...(stopped ? { stopped } : {}),
    warnings: [...warningsOf(learned), ...components.warnings],
    figures: { contrastiveLoss: losses[losses.length - 1] },
    ...encoder,
    components,
    losses,
  };
}

/** Goes on when asked to stop: it takes seconds at most, and without it there is no result. */
function* toTheEnd<R>(task: Task<R>): Task<R> {
  try {
    for (;;) {
      const step = task.next('go');
      if (step.done) return step.value;
      yield step.value;
    }
  } finally {
    task.return(undefined as R);
  }
}

/** Features of new images (X.rows × dims). */
function* transform(model: ContrastiveModel, X: Matrix, context: FitContext): Task<Matrix> {
  const { height, width, channels } = model.imageShape;
  if (X.cols !== height * width * channels) {
    const message = `The network learned from images of ${height} × ${width} × ${channels}: these rows have ${X.cols} columns.`;
    throw new ExpectedFailure('badInput', message);
  }
  const wide = yield* part(encode(context.kernels, model, X), 0, 0.9);
  const scores = yield* part(transformPca(model.components, wide, context), 0.9, 1);
  return { ...scores, data: Float32Array.from(scores.data) };
}

export const contrastive: Algorithm<ContrastiveParams, ContrastiveModel> = {
  fit: fitContrastive,
  transform: (...given) =>
    allOrNothing(transform(...given), 'Stopped before the last row: there is no result.'),
};
