import type { Ink, MarkerSymbol } from '../palette';
import { wordOf } from './point-painter';

/** A marker in pixels: those that its form covers, from its middle, and how much of each, 0 … 255. */
export interface Stamp {
  across: Int8Array;
  down: Int8Array;
  coverage: Uint8Array;
}

/** Pixels to draw on, by bytes and by whole pixels. */
export interface Ground {
  width: number;
  height: number;
  data: Uint8ClampedArray;
  words: Uint32Array;
}

export const groundOf = ({ width, height, data }: ImageData): Ground => ({
  width,
  height,
  data,
  words: new Uint32Array(data.buffer),
});

/** Whether a place is part of a form of radius 1 round the origin, as large as Plotly draws it. */
const forms: Record<MarkerSymbol, (x: number, y: number) => boolean> = {
  circle: (x, y) => x * x + y * y <= 1,
  diamond: (x, y) => Math.abs(x) + Math.abs(y) <= 1.3,
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) <= 1,
  cross: (x, y) =>
    Math.max(Math.abs(x), Math.abs(y)) <= 1.2 && Math.min(Math.abs(x), Math.abs(y)) <= 0.4,
  x: (x, y) =>
    Math.max(Math.abs(x + y), Math.abs(x - y)) <= 1.7 &&
    Math.min(Math.abs(x + y), Math.abs(x - y)) <= 0.57,
};

/** Places looked at across each pixel. */
const FINE = 4;

/** @param size in pixels of the image, as Plotly means it: the diameter of a circle */
export function stampOf(symbol: MarkerSymbol, size: number): Stamp {
  const radius = size / 2;
  const reach = Math.ceil(radius * 1.3);
  const isPart = forms[symbol];
  const across: number[] = [];
  const down: number[] = [];
  const coverage: number[] = [];
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      const covered = shareOf((dx, dy) => isPart((x + dx) / radius, (y + dy) / radius));
      if (covered === 0) continue;
      across.push(x);
      down.push(y);
      coverage.push(255 * covered);
    }
  }
  return {
    across: Int8Array.from(across),
    down: Int8Array.from(down),
    coverage: Uint8Array.from(coverage),
  };
}

/** How much of the pixel round the origin is part of a form. */
function shareOf(isPart: (x: number, y: number) => boolean): number {
  let inside = 0;
  for (let sample = 0; sample < FINE * FINE; sample++) {
    const x = ((sample % FINE) + 0.5) / FINE - 0.5;
    const y = (Math.floor(sample / FINE) + 0.5) / FINE - 0.5;
    if (isPart(x, y)) inside++;
  }
  return inside / (FINE * FINE);
}

/** Lays a colour over one pixel of an image. */
export function layOver(
  data: Uint8ClampedArray,
  at: number,
  red: number,
  green: number,
  blue: number,
  alpha: number,
): void {
  const under = (data[at + 3] / 255) * (1 - alpha);
  const whole = alpha + under;
  if (whole === 0) return;
  data[at] = (red * alpha + data[at] * under) / whole;
  data[at + 1] = (green * alpha + data[at + 1] * under) / whole;
  data[at + 2] = (blue * alpha + data[at + 2] * under) / whole;
  data[at + 3] = whole * 255;
}

/** Draws a stamp with its middle at a place; what lies outside is cut off. */
export function stampAt(
  { width, height, data, words }: Ground,
  { across, down, coverage }: Stamp,
  [red, green, blue]: Ink,
  x: number,
  y: number,
): void {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const full = wordOf(red, green, blue);
  for (let i = 0; i < coverage.length; i++) {
    const left = column + across[i];
    const top = row + down[i];
    if (left < 0 || top < 0 || left >= width || top >= height) continue;
    const pixel = top * width + left;
    if (words[pixel] === full) continue;
    if (coverage[i] === 255) words[pixel] = full;
    else layOver(data, pixel * 4, red, green, blue, coverage[i] / 255);
  }
}
