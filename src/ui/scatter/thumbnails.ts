import type { ImageTable } from '../../data/dataset';
import type { Ink } from '../palette';
import { layOver, type Ground } from './stamps';
import type { ToScreen } from './plot-view';

/** Side of a thumbnail on the page: of an image's own size where that can be seen and leaves room for others. */
export const thumbnailSide = ({ width, height }: ImageTable['shape']): number =>
  Math.max(20, Math.min(40, Math.max(width, height)));

/** Images whose ground is left clear may share their margins. */
const MARGINS = 0.15;

/** How far apart the middles of two thumbnails are at least. */
export const thumbnailPitch = (shape: ImageTable['shape']): number =>
  thumbnailSide(shape) * (shape.channels < 3 ? 1 - MARGINS : 1);

interface Room {
  width: number;
  height: number;
  pitch: number;
}

/**
 * Points whose images can be shown without one covering another: each that comes in `order` and still finds room round its
 * place. In a grid of cells as wide as an image no cell holds the corners of two, so only its neighbours are looked at.
 */
export function placeThumbnails(
  order: Iterable<number>,
  at: ToScreen,
  { width, height, pitch }: Room,
): number[] {
  // One ring of cells outside the view: what lies there may reach in, and keeps its place when the picture is moved.
  const across = Math.ceil(width / pitch) + 2;
  const down = Math.ceil(height / pitch) + 2;
  const taken = new Int32Array(across * down).fill(-1);
  const found: number[] = [];
  for (const point of order) {
    const x = at.x(point);
    const y = at.y(point);
    const column = Math.floor(x / pitch) + 1;
    const row = Math.floor(y / pitch) + 1;
    if (column < 0 || row < 0 || column >= across || row >= down) continue;
    let free = true;
    for (let r = Math.max(0, row - 1); free && r <= Math.min(down - 1, row + 1); r++) {
      for (let c = Math.max(0, column - 1); free && c <= Math.min(across - 1, column + 1); c++) {
        const other = taken[r * across + c];
        free =
          other < 0 || Math.abs(at.x(other) - x) >= pitch || Math.abs(at.y(other) - y) >= pitch;
      }
    }
    if (!free) continue;
    taken[row * across + column] = point;
    found.push(point);
  }
  return found;
}

const grounds = new WeakMap<ImageTable, boolean>();
/** Images looked at to tell ink from ground. */
const LOOKED_AT = 200;

/** Whether the ground of a table's images is bright: its corners are, on the average. */
export function hasBrightGround(table: ImageTable): boolean {
  const known = grounds.get(table);
  if (known !== undefined) return known;
  const { rows, cols, pixels, pixelMax, shape } = table;
  const step = Math.max(1, Math.floor(rows / LOOKED_AT));
  const corners = [
    0,
    (shape.width - 1) * shape.channels,
    (shape.height - 1) * shape.width * shape.channels,
    cols - 1,
  ];
  let [sum, count] = [0, 0];
  for (let row = 0; row < rows; row += step) {
    for (const corner of corners) sum += pixels[row * cols + corner];
    count += corners.length;
  }
  const bright = sum / (count * (pixelMax || 1)) > 0.5;
  grounds.set(table, bright);
  return bright;
}

interface Thumbnail {
  row: number;
  /** Its middle and its longer side, in pixels of the image it is drawn into. */
  x: number;
  y: number;
  side: number;
  ink: Ink;
  /** 0 … 1; less where others stand out. */
  opacity: number;
}

/**
 * Draws a row's image. A grey one is ink of the given colour on clear ground, so that it can be read on light and dark; one
 * in colours keeps them and gets a frame.
 */
export function paintThumbnail(
  { width, height, data }: Ground,
  table: ImageTable,
  { row, x, y, side, ink, opacity }: Thumbnail,
): void {
  const { shape, pixels, cols } = table;
  const [red, green, blue] = ink;
  const longest = Math.max(shape.width, shape.height);
  const wide = Math.max(1, Math.round((side * shape.width) / longest));
  const high = Math.max(1, Math.round((side * shape.height) / longest));
  const left = Math.round(x - wide / 2);
  const top = Math.round(y - high / 2);
  const gain = 1 / (table.pixelMax || 1);
  const inverted = hasBrightGround(table);
  const inColor = shape.channels >= 3;
  const frame = Math.max(1, Math.round(side / 20));
  for (let r = Math.max(0, -top); r < Math.min(high, height - top); r++) {
    const line = Math.floor((r * shape.height) / high) * shape.width;
    for (let c = Math.max(0, -left); c < Math.min(wide, width - left); c++) {
      const from = row * cols + (line + Math.floor((c * shape.width) / wide)) * shape.channels;
      const at = ((top + r) * width + left + c) * 4;
      if (!inColor) {
        const share = pixels[from] * gain;
        layOver(data, at, red, green, blue, opacity * (inverted ? 1 - share : share));
      } else if (Math.min(r, c, high - 1 - r, wide - 1 - c) < frame) {
        layOver(data, at, red, green, blue, opacity);
      } else {
        const bytes = gain * 255;
        layOver(
          data,
          at,
          pixels[from] * bytes,
          pixels[from + 1] * bytes,
          pixels[from + 2] * bytes,
          opacity,
        );
      }
    }
  }
}
