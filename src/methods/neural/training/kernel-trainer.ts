import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { NetworkState } from '../../../core/training';
import { KernelNetwork } from '../../../kernels/network/wasm';
import { adamDefaults, type Batch, type Score, type Trainer, type TrainerOptions } from './trainer';

/** Trains in the kernels. Call `dispose` before anything allocated earlier is released. */
export class KernelTrainer implements Trainer {
  readonly backend = 'wasm';
  readonly scoreEvery = 1;
  private readonly network: KernelNetwork;
  private readonly mark: number;
  private readonly plan: TrainerOptions['plan'];
  private score: Score = { loss: 0, right: 0 };

  constructor(
    private readonly kernels: KernelRuntime,
    { layers, start, batchSize, plan }: TrainerOptions,
  ) {
    this.mark = kernels.mark();
    this.plan = plan;
    this.network = new KernelNetwork(kernels, layers, { capacity: batchSize, training: true });
    if (start instanceof Float32Array) this.network.setWeights(start);
    else this.network.setState(start);
  }

  step({ images, labels, dropout }: Batch, learningRate: number): void {
    const { weightAveraging, weightDecay, labelSmoothing } = this.plan;
    this.network.setImages(images, labels.length);
    const { loss, right } = this.network.differentiate(labels, {
      smoothing: labelSmoothing,
      dropout,
    });
    this.network.adam({ learningRate, weightDecay, ...adamDefaults });
    if (weightAveraging > 0) this.network.average(weightAveraging);
    this.score = { loss: this.score.loss + loss, right: this.score.right + right };
  }

  takeScore(): Score {
    const { score } = this;
    this.score = { loss: 0, right: 0 };
    return score;
  }

  weights(): Float32Array {
    return this.plan.weightAveraging > 0 ? this.network.averagedWeights() : this.network.weights();
  }

  state(): NetworkState {
    return this.network.state();
  }

  dispose(): void {
    this.kernels.release(this.mark);
  }
}
