import * as tf from '@tensorflow/tfjs-core';
import { weightShape, type NetworkLayer } from '../../../../kernels/network/shape';
import type { Score, Trainer, TrainerOptions } from '../trainer';
import { Adam } from './adam';
import { openBackend, type OpenBackend, type TfjsBackend } from './backend';
import { logitsOf, type LayerVariables } from './forward';

/** Thrown when the graphics card went away under a training. */
export class BackendLost extends Error {
  override name = 'BackendLost';
}

/** Each layer's slice of the weights as variables, in order. */
function variablesOf(layers: readonly NetworkLayer[], weights: Float32Array): LayerVariables {
  let at = 0;
  const take = (shape: number[]): tf.Variable => {
    const size = shape.reduce((product, side) => product * side, 1);
    at += size;
    return tf.tidy(() => tf.variable(tf.tensor(weights.slice(at - size, at), shape)));
  };
  return layers.map((layer) => [take(weightShape(layer)), take([layer.outputs])] as const);
}

/** Trains with tfjs: graphics cards, and tfjs's plain CPU backend as the yardstick of the kernels. */
export class TfjsTrainer implements Trainer {
  readonly backend: TfjsBackend;
  readonly scoreEvery = 8;
  private readonly variables: LayerVariables;
  private readonly adam: Adam;
  /** Sum of losses and number of right answers since they were last read, kept on the card. */
  private readonly sums: tf.Variable;

  private constructor(
    private readonly open: OpenBackend,
    private readonly layers: readonly NetworkLayer[],
    weights: Float32Array,
  ) {
    this.backend = open.name;
    this.variables = variablesOf(layers, weights);
    this.adam = new Adam(this.variables.flat(), open.epsilon);
    this.sums = tf.tidy(() => tf.variable(tf.zeros([2]), false));
  }

  static async open(
    backend: TfjsBackend,
    { layers, weights }: Pick<TrainerOptions, 'layers' | 'weights'>,
  ): Promise<TfjsTrainer> {
    return new TfjsTrainer(await openBackend(backend), layers, weights);
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

  step(images: Float32Array, labels: Int32Array, learningRate: number): void {
    this.ensureThere();
    const classes = this.layers[this.layers.length - 1].outputs;
    tf.tidy(() => {
      const x = tf.tensor(images, this.shape(labels.length));
      const truth = tf.tensor1d(labels, 'int32');
      const target = tf.oneHot(truth, classes) as tf.Tensor2D;
      let right: tf.Tensor | undefined;
      const { value, grads } = tf.variableGrads(() => {
        const logits = logitsOf(this.layers, this.variables, x);
        // Kept, for the gradient's own tidy would dispose of it before it is counted.
        right = tf.keep(tf.sum(tf.cast(tf.equal(tf.argMax(logits, 1), truth), 'float32')));
        return tf.losses.softmaxCrossEntropy<tf.Tensor2D, tf.Scalar>(target, logits);
      }, this.variables.flat());
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

  async weights(): Promise<Float32Array> {
    const parts = await Promise.all(this.variables.flat().map((variable) => variable.data()));
    this.ensureThere();
    return Float32Array.from(parts.flatMap((part) => [...part]));
  }

  dispose(): void {
    for (const variable of this.variables.flat()) variable.dispose();
    this.adam.dispose();
    this.sums.dispose();
    this.open.close();
  }
}
