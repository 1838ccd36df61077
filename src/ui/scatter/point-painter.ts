import type { Coloring } from './coloring';
import { colorOf, inkOf } from '../palette';
import type { Points } from '../plots/figures/scatter';

/** Device pixels kept free at each edge. */
const MARGIN = 12;
/** One point alone has no range: it is put in the middle. */
const SMALLEST_RANGE = 1e-30;

/** An opaque pixel as one word of an image on this machine: bytes red, green, blue, alpha in memory order. */
export const wordOf = (red: number, green: number, blue: number): number =>
  isLittleEndian
    ? ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0
    : ((red << 24) | (green << 16) | (blue << 8) | 255) >>> 0;

const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/**
 * Draws points into an image as small squares, coloured by code: a few milliseconds for tens of thousands, on any
 * machine. Three axes are seen from the front. Both axes have the same scale.
 *
 * @param image Its pixels are overwritten; transparent where there is no point.
 * @param side Side of a square in pixels.
 */
export function paintPoints(
  image: ImageData,
  { coordinates, dims }: Points,
  coloring: Coloring | undefined,
  side: number,
): void {
  const { width, height } = image;
  const words = new Uint32Array(image.data.buffer);
  words.fill(0);
  const count = Math.floor(coordinates.length / dims);
  const fit = fitOf(coordinates, dims, count, width, height);
  const colors = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const code = coloring ? coloring.codes[i] : 0;
    let word = colors.get(code);
    if (word === undefined) colors.set(code, (word = wordOf(...inkOf(colorOf(code)))));
    const left = Math.round(fit.x(coordinates[i * dims]) - side / 2);
    const top = Math.round(fit.y(dims > 1 ? coordinates[i * dims + 1] : 0) - side / 2);
    for (let y = Math.max(0, top); y < Math.min(height, top + side); y++)
      words.fill(word, y * width + Math.max(0, left), y * width + Math.min(width, left + side));
  }
}

/** Where values of the two axes lie in the image: the whole cloud, upright. */
function fitOf(
  coordinates: ArrayLike<number>,
  dims: number,
  count: number,
  width: number,
  height: number,
) {
  const range = (axis: number): [number, number] => {
    if (axis >= dims || count === 0) return [0, 0];
    let low = Infinity;
    let high = -Infinity;
    for (let i = axis; i < count * dims; i += dims) {
      low = Math.min(low, coordinates[i]);
      high = Math.max(high, coordinates[i]);
    }
    return [low, high];
  };
  const [x0, x1] = range(0);
  const [y0, y1] = range(1);
  const scale = Math.min(
    (width - 2 * MARGIN) / Math.max(x1 - x0, SMALLEST_RANGE),
    (height - 2 * MARGIN) / Math.max(y1 - y0, SMALLEST_RANGE),
  );
  return {
    x: (value: number) => width / 2 + scale * (value - (x0 + x1) / 2),
    y: (value: number) => height / 2 - scale * (value - (y0 + y1) / 2),
  };
}
