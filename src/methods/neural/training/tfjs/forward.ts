import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { NetworkLayer } from '../../../../kernels/network/shape';

/** Kernel and bias of each layer. */
export type LayerVariables = readonly (readonly [tf.Variable, tf.Variable])[];

/**
 * Logits (n × classes) of images (n × height × width × channels): the same network as the kernels'. `dropout` are factors
 * of the first dense layer's inputs (n × inputs).
 */
export function logitsOf(
  layers: readonly NetworkLayer[],
  variables: LayerVariables,
  images: tf.Tensor,
  dropout?: tf.Tensor2D,
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
      x = pool[0] * pool[1] > 1 ? tf.maxPool(active, pool, pool, 'valid') : active;
    });
    return x as tf.Tensor2D;
  });
}
