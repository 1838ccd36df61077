import * as tf from '@tensorflow/tfjs-core';
import { adamDefaults } from '../trainer';

/**
 * Adam in Keras's form, θ −= rate·√(1 − β2ᵗ)/(1 − β1ᵗ) · m/(√v + ε), as the kernels step; tfjs's own puts ε elsewhere. With
 * decoupled weight decay, and a running mean of the variables where one is asked for.
 */
export class Adam {
  /** Of each variable: means of the gradient and of its square, and of the variable itself. */
  readonly moments: readonly (readonly [tf.Variable, tf.Variable, tf.Variable])[];
  steps = 0;

  constructor(
    private readonly variables: readonly tf.Variable[],
    private readonly epsilon: number,
    private readonly plan: { weightDecay: number; weightAveraging: number },
  ) {
    this.moments = tf.tidy(() =>
      variables.map((variable) => {
        const zeros = (): tf.Variable => tf.variable(tf.zeros(variable.shape), false);
        return [zeros(), zeros(), tf.variable(variable.clone(), false)] as const;
      }),
    );
  }

  step(gradients: tf.NamedTensorMap, learningRate: number): void {
    const { beta1, beta2 } = adamDefaults;
    const { weightDecay, weightAveraging } = this.plan;
    this.steps++;
    const rate = (learningRate * Math.sqrt(1 - beta2 ** this.steps)) / (1 - beta1 ** this.steps);
    const share = 1 - Math.min(weightAveraging, (1 + this.steps) / (10 + this.steps));
    tf.tidy(() => {
      this.variables.forEach((variable, i) => {
        const gradient = gradients[variable.name] as tf.Tensor | undefined;
        const [m, v, mean] = this.moments[i];
        if (gradient) {
          m.assign(tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1)));
          v.assign(tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
          const move = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), this.epsilon));
          const kept =
            weightDecay > 0 ? tf.mul(variable, 1 - learningRate * weightDecay) : variable;
          variable.assign(tf.sub(kept, move));
        }
        if (weightAveraging > 0) mean.assign(tf.add(mean, tf.mul(tf.sub(variable, mean), share)));
      });
    });
  }

  dispose(): void {
    for (const all of this.moments) for (const moment of all) moment.dispose();
  }
}
