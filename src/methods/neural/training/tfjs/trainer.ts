import * as tf from '@tensorflow/tfjs-core';
import { isNormalised, weightShape, type NetworkLayer } from '../../../../kernels/network/shape';
import type { NetworkState } from '../../../../core/training';
import type { Batch, Score, Trainer, TrainerOptions } from '../trainer';
import { Adam } from './adam';
import { openBackend, type OpenBackend, type TfjsBackend } from './backend';
import { logitsOf, moveMeans, type LayerVariables, type Moments } from './forward';

/** Thrown when the graphics card went away under a training. */
export class BackendLost extends Error {
  override name = 'BackendLost';
}

/** Each layer's slice of the weights as variables, in order. */
function variablesOf(layers: readonly NetworkLayer[], weights: Float32Array): LayerVariables {
  let at = 0;
  const take = (shape: number[], learned = true): tf.Variable => {
    const size = shape.reduce((product, side) => product * side, 1);
    at += size;
    return tf.tidy(() => tf.variable(tf.tensor(weights.slice(at - size, at), shape), learned));
  };
  return layers.map((layer) => {
    const own = [take(weightShape(layer)), take([layer.outputs])];
    const learned = [true, true, false, false];
    return isNormalised(layer) ? [...own, ...learned.map((is) => take([layer.outputs], is))] : own;
  });
}

/** Trains with tfjs: graphics cards, and tfjs's plain CPU backend as the yardstick of the kernels. */
export class TfjsTrainer implements Trainer {
  readonly backend: TfjsBackend;
  readonly scoreEvery = 8;
  private readonly variables: LayerVariables;
  private readonly adam: Adam;
  private readonly plan: TrainerOptions['plan'];
  /** Sum of losses and number of right answers since they were last read, kept on the card. */
  private readonly sums: tf.Variable;

  private constructor(
    private readonly open: OpenBackend,
    private readonly layers: readonly NetworkLayer[],
    { start, plan }: Pick<TrainerOptions, 'start' | 'plan'>,
  ) {
    this.backend = open.name;
    this.plan = plan;
    const fresh = start instanceof Float32Array;
    this.variables = variablesOf(layers, fresh ? start : start.weights);
    this.adam = new Adam(this.variables.flat(), open.epsilon, plan);
    if (!fresh) this.goOnFrom(start);
    this.sums = tf.tidy(() => tf.variable(tf.zeros([2]), false));
  }

  static async open(
    backend: TfjsBackend,
    { layers, start, plan }: Pick<TrainerOptions, 'layers' | 'start' | 'plan'>,
  ): Promise<TfjsTrainer> {
    return new TfjsTrainer(await openBackend(backend), layers, { start, plan });
  }

  private goOnFrom({ moments, mean, steps }: NetworkState): void {
    this.adam.steps = steps;
    [...moments, mean].forEach((values, which) => {
      const given = variablesOf(this.layers, values).flat();
      given.forEach((variable, i) => {
        this.adam.moments[i][which].assign(variable);
        variable.dispose();
      });
    });
  }

  private ensureThere(): void {
    if (this.open.isLost()) throw new BackendLost(`${this.backend} was lost`);
  }

  private shape(count: number): number[] {
    const [layer] = this.layers;
    return layer.kind === 'conv'
      ? [count, layer.height, layer.width, layer.channels]
      : [count, layer.inputs];
  }

  step({ images, labels, dropout }: Batch, learningRate: number): void {
    this.ensureThere();
    const classes = this.layers[this.layers.length - 1].outputs;
    tf.tidy(() => {
      const x = tf.tensor(images, this.shape(labels.length));
      const truth = tf.tensor1d(labels, 'int32');
      const target = tf.oneHot(truth, classes) as tf.Tensor2D;
      const factors =
        dropout && tf.tensor2d(dropout, [labels.length, dropout.length / labels.length]);
      let right: tf.Tensor | undefined;
      const moments: (Moments | undefined)[] = [];
      const learned = this.variables.flat().filter(({ trainable }) => trainable);
      const { value, grads } = tf.variableGrads(() => {
        const logits = logitsOf(this.layers, this.variables, x, factors, moments);
        // Kept, for the gradient's own tidy would dispose of it before it is counted.
        right = tf.keep(tf.sum(tf.cast(tf.equal(tf.argMax(logits, 1), truth), 'float32')));
        return tf.losses.softmaxCrossEntropy<tf.Tensor2D, tf.Scalar>(
          target,
          logits,
          undefined,
          this.plan.labelSmoothing,
        );
      }, learned);
      moveMeans(this.variables, moments);
      tf.dispose(moments as tf.TensorContainer);
      this.adam.step(grads, learningRate);
      const score = tf.stack([tf.mul(value, labels.length), right as unknown as tf.Scalar]);
      this.sums.assign(tf.add(this.sums, score));
      (right as unknown as tf.Tensor).dispose();
    });
  }

  async takeScore(): Promise<Score> {
    const [loss, right] = await this.sums.data();
    this.ensureThere();
    tf.tidy(() => this.sums.assign(tf.zeros([2])));
    return { loss, right };
  }

  private async read(variables: readonly tf.Variable[]): Promise<Float32Array> {
    const parts = await Promise.all(variables.map((variable) => variable.data()));
    this.ensureThere();
    return Float32Array.from(parts.flatMap((part) => [...part]));
  }

  weights(): Promise<Float32Array> {
    const { moments } = this.adam;
    return this.read(
      this.plan.weightAveraging > 0 ? moments.map(([, , mean]) => mean) : this.variables.flat(),
    );
  }

  async state(): Promise<NetworkState> {
    const { moments, steps } = this.adam;
    const [first, second, mean] = await Promise.all(
      [0, 1, 2].map((which) => this.read(moments.map((all) => all[which]))),
    );
    const weights = await this.read(this.variables.flat());
    return { weights, moments: [first, second], mean, steps };
  }

  dispose(): void {
    for (const variable of this.variables.flat()) variable.dispose();
    this.adam.dispose();
    this.sums.dispose();
    this.open.close();
  }
}
