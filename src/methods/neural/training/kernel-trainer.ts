import type { KernelRuntime } from '../../../core/kernel-runtime';
import { KernelNetwork } from '../../../kernels/network/wasm';
import { adamDefaults, type Score, type Trainer, type TrainerOptions } from './trainer';

/** Trains in the kernels. Call `dispose` before anything allocated earlier is released. */
export class KernelTrainer implements Trainer {
  readonly backend = 'wasm';
  readonly scoreEvery = 1;
  private readonly network: KernelNetwork;
  private readonly mark: number;
  private score: Score = { loss: 0, right: 0 };

  constructor(
    private readonly kernels: KernelRuntime,
    { layers, weights, batchSize }: TrainerOptions,
  ) {
    this.mark = kernels.mark();
    this.network = new KernelNetwork(kernels, layers, { capacity: batchSize, training: true });
    this.network.setWeights(weights);
  }

  step(images: Float32Array, labels: Int32Array, learningRate: number): void {
    this.network.setImages(images, labels.length);
    const { loss, right } = this.network.differentiate(labels);
    this.network.adam({ learningRate, ...adamDefaults });
    this.score = { loss: this.score.loss + loss, right: this.score.right + right };
  }

  takeScore(): Score {
    const { score } = this;
    this.score = { loss: 0, right: 0 };
    return score;
  }

  weights(): Float32Array {
    return this.network.weights();
  }

  dispose(): void {
    this.kernels.release(this.mark);
  }
}
