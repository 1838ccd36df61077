import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { NetworkLayer } from '../../../../kernels/network/shape';

/** Kernel and bias of each layer, and behind them scales, shifts, moving means and variances where it is normalised. */
export type LayerVariables = readonly (readonly tf.Variable[])[];

/** Added to variances, and the share of a moving mean that stays in a step, as in Keras. */
const EPSILON = 1e-3;
const MOVING_DECAY = 0.99;

/** Means and variances of a batch's channels, for the moving ones; the caller's to dispose of. */
export type Moments = readonly [mean: tf.Tensor, variance: tf.Tensor];

/** Moves the means and variances that predictions will go by. */
export function moveMeans(
  variables: LayerVariables,
  moments: readonly (Moments | undefined)[],
): void {
  moments.forEach((found, l) =>
    found?.forEach((moment, i) => {
      const moving = variables[l][4 + i];
      moving.assign(tf.add(tf.mul(moving, MOVING_DECAY), tf.mul(moment, 1 - MOVING_DECAY)));
    }),
  );
}

/**
 * Logits (n × classes) of images (n × height × width × channels), as while learning: the same network as the kernels'.
 * `dropout` are factors of the first dense layer's inputs (n × inputs); `moments` takes what batches were normalised by, kept.
 */
export function logitsOf(
  layers: readonly NetworkLayer[],
  variables: LayerVariables,
  images: tf.Tensor,
  dropout?: tf.Tensor2D,
  moments: (Moments | undefined)[] = [],
): tf.Tensor2D {
  return tf.tidy(() => {
    let x = images;
    const firstDense = layers.findIndex(({ kind }) => kind === 'dense');
    layers.forEach((layer, l) => {
      const [kernel, bias] = variables[l];
      if (layer.kind === 'dense') {
        const flat = tf.reshape<tf.Rank.R2>(x, [-1, layer.inputs]);
        const rows = dropout && l === firstDense ? tf.mul<tf.Tensor2D>(flat, dropout) : flat;
        const y = tf.add(tf.matMul(rows, kernel as unknown as tf.Tensor2D), bias);
        x = layer.relu ? tf.relu(y) : y;
        return;
      }
      const pad = layer.padding ? 'same' : 'valid';
      const y = tf.conv2d(x as tf.Tensor4D, kernel as unknown as tf.Tensor4D, 1, pad);
      const active = tf.relu(tf.add<tf.Tensor4D>(y, bias));
      const pool: [number, number] = [layer.pool[0], layer.pool[1]];
      const pooled = pool[0] * pool[1] > 1 ? tf.maxPool(active, pool, pool, 'valid') : active;
      if (!layer.normalised) {
        x = pooled;
        return;
      }
      const { mean, variance } = tf.moments(pooled, [0, 1, 2]);
      moments[l] = [tf.keep(mean.clone()), tf.keep(variance.clone())];
      const even = tf.div(tf.sub(pooled, mean), tf.sqrt(tf.add(variance, EPSILON)));
      x = tf.add(tf.mul(even, variables[l][2]), variables[l][3]);
    });
    return x as tf.Tensor2D;
  });
}
