import type { LayerMaps } from '../../core/method';
import type { NetworkModel } from '../../core/models';
import type { PixelSource } from '../images/image-painter';

/** Between two tiles the page shows through: any shade could be a value. */
const GAP = NaN;

interface Tiles {
  count: number;
  height: number;
  width: number;
  channels: 1 | 3;
  columns: number;
  /** 0 … 1. */
  shadeOf: (tile: number, row: number, col: number, channel: number) => number;
}

/** Small pictures side by side as one, a pixel apart. */
export function mosaic({ count, height, width, channels, columns, shadeOf }: Tiles): PixelSource {
  const across = Math.min(columns, count);
  const down = Math.ceil(count / across);
  const shape = { height: down * (height + 1) - 1, width: across * (width + 1) - 1, channels };
  const pixels = new Float32Array(shape.height * shape.width * channels).fill(GAP);
  for (let tile = 0; tile < count; tile++) {
    const top = Math.floor(tile / across) * (height + 1);
    const left = (tile % across) * (width + 1);
    for (let row = 0; row < height; row++) {
      for (let col = 0; col < width; col++) {
        const at = ((top + row) * shape.width + left + col) * channels;
        for (let c = 0; c < channels; c++) pixels[at + c] = shadeOf(tile, row, col, c);
      }
    }
  }
  return { pixels, offset: 0, pixelMax: 1, shape };
}

const SIDE = 3;
const COLUMNS = 16;

/** The filters of the first convolution: middle grey is 0, white the largest weight of all, black its opposite. */
export function firstFilters({ weights, weightShapes }: NetworkModel) {
  const [rows, cols, inputs, count] = weightShapes[0].shape;
  const kernel = weights.subarray(0, rows * cols * inputs * count);
  const largest = kernel.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) || 1;
  const source = mosaic({
    count,
    height: SIDE,
    width: SIDE,
    channels: inputs === 3 ? 3 : 1,
    columns: COLUMNS,
    shadeOf: (filter, row, col, channel) =>
      (1 + kernel[((row * cols + col) * inputs + channel) * count + filter] / largest) / 2,
  });
  return { source, count, name: weightShapes[0].name.replace('/kernel', '') };
}

/** All maps of a layer, from black at its smallest value (0 right after ReLU) to white at its largest. */
export function mapsImage({ height, width, filters, values }: LayerMaps): PixelSource {
  const [least, most] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
  const span = most - least || 1;
  return mosaic({
    count: filters,
    height,
    width,
    channels: 1,
    columns: COLUMNS,
    shadeOf: (filter, row, col) => (values[(row * width + col) * filters + filter] - least) / span,
  });
}
