import { Layer, layerOf, panelOf } from './layer.as';
import { addRuns, addThreeRuns } from './rows.as';

/**
 * Derivative of the loss by the weights and biases of eight outputs of one layer, over all images in their order; written
 * `gradientBytes` behind the weights. Parallel over panels of eight outputs.
 */
// @ts-ignore: decorator
@inline
function gradientOfPanel(layer: Layer, panel: i32, images: i32, gradientBytes: usize): void {
  const windows = layer.positions / layer.window;
  const weightBytes = <usize>layer.rows * layer.runBytes;
  const vectors = <i32>(layer.runBytes >> 4);
  const first = panel << 3;
  const gradient = layer.weights + gradientBytes + <usize>first * weightBytes;
  const biases = layer.biases + gradientBytes + ((<usize>first) << 2);
  memory.fill(gradient, 0, weightBytes << 3);
  memory.fill(biases, 0, 32);
  for (let image = 0; image < images; image++) {
    const x = layer.x + <usize>image * layer.inBytes;
    for (let i = 0; i < 8; i++) {
      const output = image * layer.outputs + first + i;
      const count = load<i32>(layer.counts + ((<usize>output) << 2));
      if (count == 0) continue;
      const list = layer.entries + ((<usize>output * windows) << 3);
      const end = list + ((<usize>count) << 3);
      const to = gradient + <usize>i * weightBytes;
      if (vectors < 4 && layer.rows == 3) addThreeRuns(to, layer.runBytes, vectors, x, layer.rowBytes, list, end);
      else {
        for (let r: usize = 0; r < <usize>layer.rows; r++) {
          addRuns(to + r * layer.runBytes, vectors, x + r * layer.rowBytes, list, end);
        }
      }
      let sum = load<f32>(biases + ((<usize>i) << 2));
      for (let e = 0; e < count; e++) sum += load<f32>(list + ((<usize>e) << 3), 4);
      store<f32>(biases + ((<usize>i) << 2), sum);
    }
  }
}

/** Parallel over the panels of eight outputs of all layers in turn. */
export function networkGradient(block: i32, _thread: i32, records: usize, recordBytes: usize, images: i32, gradientBytes: usize): void {
  const record = layerOf(block, records, recordBytes);
  gradientOfPanel(changetype<Layer>(record), panelOf(block, records, record, recordBytes), images, gradientBytes);
}
