import { RandomState } from '../../../src/core/random/random-state';
import { convolvedSize, type NetworkLayer } from '../../../src/kernels/network/shape';
import { buildLayers, studyDesign } from '../../../src/methods/neural/cnn/layers';
import { gatherImages } from '../../../src/methods/neural/training/images';
import { glorotUniform } from '../../../src/methods/neural/training/initial-weights';
import { KernelNetwork } from '../../../src/kernels/network/wasm';
import { matrix } from '../../../src/core/matrix';
import type { Micro } from './measured';

const BATCH = 32;
const CLASSES = 10;
const SHAPE = { height: 28, width: 28, channels: 1 };

/** Additions and multiplications of one image's way through the layers, each convolution done directly. */
const forwardOperations = (layers: readonly NetworkLayer[]): number =>
  layers.reduce((sum, layer) => {
    if (layer.kind === 'dense') return sum + 2 * layer.inputs * layer.outputs;
    const [height, width] = convolvedSize(layer);
    return sum + 2 * height * width * 9 * layer.channels * layer.outputs;
  }, 0);

function batchOf(): { images: Float32Array; labels: Int32Array } {
  const random = new RandomState(42);
  const cols = SHAPE.height * SHAPE.width;
  const data = Uint8Array.from({ length: BATCH * cols }, () => random.randint(0, 256));
  const rows = Uint32Array.from({ length: BATCH }, (_, row) => row);
  const images = gatherImages(matrix(data, BATCH, cols, 1 / 255), rows);
  return { images, labels: Int32Array.from(rows, (row) => row % CLASSES) };
}

function networkMicro(title: string, training: boolean): Micro {
  return {
    title,
    arithmetic: 'single',
    prepare(kernels) {
      const layers = buildLayers(SHAPE, CLASSES, studyDesign);
      const network = new KernelNetwork(kernels, layers, { capacity: BATCH, training });
      network.setWeights(glorotUniform(layers, new RandomState(42)));
      const { images, labels } = batchOf();
      network.setImages(images, BATCH);
      const forward = BATCH * forwardOperations(layers);
      return {
        run: () => void (training ? network.differentiate(labels) : network.forward(BATCH)),
        // Backward: as much again for the weights, and again for the inputs, which the first layer does not need.
        operations: training
          ? forward * 3 - BATCH * forwardOperations(layers.slice(0, 1))
          : forward,
        bytes: network.parameters * 4 * (training ? 2 : 1) + images.byteLength,
      };
    },
  };
}

export const network: Record<string, Micro> = {
  forward: networkMicro('The network forward, 32 images', false),
  network: networkMicro('The network forward and backward, 32 images', true),
};
