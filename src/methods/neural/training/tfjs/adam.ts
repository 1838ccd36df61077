import * as tf from '@tensorflow/tfjs-core';
import { adamDefaults } from '../trainer';

/**
 * Adam in Keras's form, θ −= rate·√(1 − β2ᵗ)/(1 − β1ᵗ) · m/(√v + ε), as the kernels step; tfjs's own puts ε elsewhere.
 */
export class Adam {
  private readonly moments: (readonly [tf.Variable, tf.Variable])[];
  private steps = 0;

  constructor(
    private readonly variables: readonly tf.Variable[],
    private readonly epsilon: number,
  ) {
    this.moments = tf.tidy(() =>
      variables.map(({ shape }) => {
        const zeros = (): tf.Variable => tf.variable(tf.zeros(shape), false);
        return [zeros(), zeros()] as const;
      }),
    );
  }

  step(gradients: tf.NamedTensorMap, learningRate: number): void {
    const { beta1, beta2 } = adamDefaults;
    this.steps++;
    const rate = (learningRate * Math.sqrt(1 - beta2 ** this.steps)) / (1 - beta1 ** this.steps);
    tf.tidy(() => {
      this.variables.forEach((variable, i) => {
        const gradient = gradients[variable.name];
        const [m, v] = this.moments[i];
        m.assign(tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1)));
        v.assign(tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
        const move = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), this.epsilon));
        variable.assign(tf.sub(variable, move));
      });
    });
  }

  dispose(): void {
    for (const pair of this.moments) for (const moment of pair) moment.dispose();
  }
}
