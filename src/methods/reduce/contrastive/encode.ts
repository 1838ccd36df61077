import type { KernelRuntime } from '../../../core/kernel-runtime';
import { matrix, type Matrix } from '../../../core/matrix';
import type { ImageShape } from '../../../core/method';
import { part, type Task } from '../../../core/task';
import { KernelNetwork } from '../../../kernels/network/wasm';
import { orientedGradients } from '../../../kernels/oriented-gradients/wasm';
import { encoderLayers, WIDTH } from './layers';

/** Images at a time: some milliseconds of edge directions and as many of the network. */
export const AT_ONCE = 256;

export interface Encoder {
  imageShape: ImageShape;
  straighten: boolean;
  /** Of the encoder, in Keras's order. */
  weights: Float32Array;
}

/** What the encoder makes of images (X.rows × WIDTH). */
export function* encode(
  kernels: KernelRuntime,
  { imageShape, straighten, weights }: Encoder,
  X: Matrix,
): Task<Matrix> {
  const { rows, cols } = X;
  const out = new Float32Array(rows * WIDTH);
  const mark = kernels.mark();
  try {
    const layers = encoderLayers(imageShape);
    const network = new KernelNetwork(kernels, layers, { capacity: AT_ONCE, training: false });
    network.setWeights(weights);
    for (let from = 0; from < rows; from += AT_ONCE) {
      const count = Math.min(AT_ONCE, rows - from);
      const images = {
        ...X,
        data: X.data.subarray(from * cols, (from + count) * cols),
        rows: count,
      };
      const edges = orientedGradients(kernels, images, imageShape, straighten);
      const { data } = yield* part(edges, from / rows, (from + count) / rows);
      network.setImages(data as Float32Array, count);
      out.set(network.outputs(count), from * WIDTH);
      yield { fraction: (from + count) / rows, stage: 'Features' };
    }
  } finally {
    kernels.release(mark);
  }
  return matrix(out, rows, WIDTH);
}
