import type { RandomState } from '../../../core/random/random-state';
import { weightShape, type NetworkLayer } from '../../../kernels/network/shape';

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
    return [...kernel, ...new Array<number>(layer.outputs).fill(0)];
  });
  return Float32Array.from(parts.flat());
}
