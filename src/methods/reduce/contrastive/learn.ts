import { ExpectedFailure } from '../../../core/failure';
import type { KernelRuntime } from '../../../core/kernel-runtime';
import { matrix, type Matrix } from '../../../core/matrix';
import type { ImageShape } from '../../../core/method';
import { RandomState } from '../../../core/random/random-state';
import { runToEnd, type Progress, type Task } from '../../../core/task';
import { ContrastiveLoss } from '../../../kernels/contrast/wasm';
import { KernelNetwork } from '../../../kernels/network/wasm';
import { orientedGradients } from '../../../kernels/oriented-gradients/wasm';
import { glorotUniform } from '../../neural/training/initial-weights';
import { learningRateAt } from '../../neural/training/schedule';
import { adamDefaults } from '../../neural/training/trainer';
import { COMPARED, trainedLayers } from './layers';
import type { ContrastiveParams } from './params';
import { batchCount, epochsOf, viewsOf } from './views';

export interface Learned {
  /** Of all layers, in Keras's order. */
  weights: Float32Array;
  /** Planned. */
  epochs: number;
  /** Mean loss of each epoch, the last one's maybe cut short. */
  losses: number[];
  stopped: boolean;
}

/** The rate rises over this share of all steps, then falls to 0 by half a cosine, as Chen et al. have it. */
const WARM_UP = 0.05;

/** Trains encoder and head. Stop ends it before the next step; before the first one there is nothing to keep. */
export function* learn(
  kernels: KernelRuntime,
  X: Matrix,
  shape: ImageShape,
  params: ContrastiveParams,
): Task<Learned> {
  const { batchSize, learningRate, temperature, straighten, randomState } = params;
  const batches = batchCount(X.rows, batchSize);
  const epochs = epochsOf(params.epochs, batches);
  const views = 2 * Math.ceil(X.rows / batches);
  const rate = { learningRate, schedule: 'cosine', warmUp: WARM_UP } as const;
  const losses: number[] = [];
  const mark = kernels.mark();
  try {
    const layers = trainedLayers(shape);
    const network = new KernelNetwork(kernels, layers, { capacity: views, training: true });
    const options = { capacity: views, dims: COMPARED, temperature };
    const loss = new ContrastiveLoss(kernels, options);
    network.setWeights(glorotUniform(layers, new RandomState(randomState)));

    const step = (images: Float32Array, now: number): number => {
      const seen = matrix(images, images.length / X.cols, X.cols);
      const edges = runToEnd(orientedGradients(kernels, seen, shape, straighten));
      network.setImages(edges.data as Float32Array, seen.rows);
      const scored = loss.differentiate(network.outputs(seen.rows));
      network.backward(scored.gradient);
      network.adam({ learningRate: now, ...adamDefaults });
      return scored.loss;
    };
    const result = (stopped: boolean) => ({ weights: network.weights(), epochs, losses, stopped });

    for (let epoch = 1; epoch <= epochs; epoch++) {
      let [sum, done] = [0, 0];
      for (const images of viewsOf(X, shape, params, epoch)) {
        const fraction = (epoch - 1 + done / batches) / epochs;
        if ((yield progressOf(epoch, epochs, fraction, losses)) === 'stop') {
          if (done > 0) losses.push(sum / done);
          if (losses.length > 0) return result(true);
          const message = 'Stopped before the first step: nothing is learned yet.';
          throw new ExpectedFailure('stoppedEmpty', message);
        }
        const before = (epoch - 1) * batches + done;
        sum += step(images, learningRateAt(rate, before, epochs * batches));
        done++;
      }
      losses.push(sum / done);
    }
    return result(false);
  } finally {
    kernels.release(mark);
  }
}

function progressOf(
  epoch: number,
  epochs: number,
  fraction: number,
  losses: readonly number[],
): Progress {
  const stage = `Epoch ${epoch} of ${epochs}`;
  const last = losses.at(-1);
  if (last === undefined) return { fraction, stage };
  return {
    fraction,
    stage: `${stage}, loss ${last.toFixed(3)}`,
    partial: { kind: 'losses', losses: [...losses] },
  };
}
