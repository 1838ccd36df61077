import type { RandomState } from '../../../core/random/random-state';
import { isNormalised, weightShape, type NetworkLayer } from '../../../kernels/network/shape';

/**
 * Keras's `glorot_uniform` for all layers in turn, biases zero: uniform within ±√(6 / (fan_in + fan_out)) (Glorot & Bengio
 * 2010). Drawn here and not by a tensor library, so that every backend starts from the same numbers.
 */
export function glorotUniform(layers: readonly NetworkLayer[], random: RandomState): Float32Array {
  const parts = layers.map((layer) => {
    const shape = weightShape(layer);
    const [fanInOne, fanOutOne] = shape.slice(-2);
    const field = shape.slice(0, -2).reduce((product, side) => product * side, 1);
    const limit = Math.sqrt(6 / (field * (fanInOne + fanOutOne)));
    const kernel = Array.from({ length: field * fanInOne * fanOutOne }, () =>
      random.uniform(-limit, limit),
    );
    const each = (value: number): number[] => new Array<number>(layer.outputs).fill(value);
    // Scales and variances of 1, shifts and means of 0, as Keras begins.
    const norm = isNormalised(layer) ? [...each(1), ...each(0), ...each(0), ...each(1)] : [];
    return [...kernel, ...each(0), ...norm];
  });
  return Float32Array.from(parts.flat());
}
