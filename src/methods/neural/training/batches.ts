import type { ImageShape } from '../../../core/method';
import type { Matrix } from '../../../core/matrix';
import { RandomState } from '../../../core/random/random-state';
import { Augmenter, changesImages } from './augment';
import { gatherImages, gatherLabels } from './images';
import type { TrainingPlan } from './plan';
import type { Batch } from './trainer';

/** What the network is trained on and checked with. */
export interface TrainingData {
  X: Matrix;
  y: Int32Array;
  imageShape: ImageShape;
  train: Uint32Array;
  validation: Uint32Array;
}

/** Tells the stream of changes and drops from that of the order. */
const CHANGES = 0x5f3759df;

/** Inputs of a layer kept or dropped (count), the kept ones larger so that their sum stays (Srivastava et al. 2014). */
function dropFactors(count: number, share: number, random: RandomState): Float32Array {
  const kept = 1 / (1 - share);
  const limit = share * 2 ** 32;
  return Float32Array.from({ length: count }, () => (random.next32() < limit ? 0 : kept));
}

/**
 * The batches of one epoch in their order. Order, changes and drops follow from seed and epoch alone: an epoch trained
 * again, or after a pause, takes what it would have taken.
 */
export function* batchesOf(
  { X, y, imageShape, train }: TrainingData,
  plan: TrainingPlan,
  { epoch, randomState, denseInputs }: { epoch: number; randomState: number; denseInputs: number },
): Generator<Batch> {
  const order = new RandomState((randomState + epoch) >>> 0).permutation(train.length);
  const random = new RandomState((randomState + epoch + CHANGES) >>> 0);
  const augmenter = changesImages(plan) ? new Augmenter(imageShape, plan) : undefined;
  for (let from = 0; from < train.length; from += plan.batchSize) {
    const rows = order.subarray(from, from + plan.batchSize).map((i) => train[i]);
    const images = gatherImages(X, rows);
    yield {
      images: augmenter?.apply(images, random) ?? images,
      labels: gatherLabels(y, rows),
      ...(plan.dropout > 0
        ? { dropout: dropFactors(rows.length * denseInputs, plan.dropout, random) }
        : {}),
    };
  }
}
