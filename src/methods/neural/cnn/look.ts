import type { Matrix } from '../../../core/matrix';
import type { FitContext, LayerMaps } from '../../../core/method';
import { outputSize } from '../../../kernels/network/shape';
import { KernelNetwork } from '../../../kernels/network/wasm';
import { gatherImages } from '../training/images';
import { layersOf, summarise } from './layers';
import { checkColumns, type TrainedNetwork } from './predict';

/** What each convolution makes of the only row of X, with the pooling that follows it. */
export function look(model: TrainedNetwork, X: Matrix, { kernels }: FitContext): LayerMaps[] {
  checkColumns(model, X);
  const layers = layersOf(model);
  const names = summarise(layers).weightShapes.filter(({ name }) => name.endsWith('/kernel'));
  const mark = kernels.mark();
  try {
    const network = new KernelNetwork(kernels, layers, { capacity: 1, training: false });
    network.setWeights(model.weights);
    network.setImages(gatherImages(X, [0]), 1);
    network.forward(1);
    return layers.flatMap((layer, l) => {
      if (layer.kind !== 'conv') return [];
      const [height, width] = outputSize(layer);
      const name = names[l].name.replace('/kernel', '');
      return [{ name, height, width, filters: layer.outputs, values: network.activations(l, 1) }];
    });
  } finally {
    kernels.release(mark);
  }
}
