/**
 * Ten colours that stay apart for colour-blind readers and on both light and dark ground (Paul Tol's "bright" and
 * "vibrant", tuned); beyond ten the marker's form changes too.
 */
export const palette = [
  '#4477aa',
  '#ee6677',
  '#228833',
  '#ccbb44',
  '#66ccee',
  '#aa3377',
  '#ee7733',
  '#009988',
  '#997755',
  '#8a8fa3',
] as const;

export const unknownColor = '#9aa0aa';
export const correctColor = '#009988';
export const wrongColor = '#cc3311';

/** From unsure to sure: told apart by hue and by warmth, seen on light and dark ground. */
export const confidenceColors = ['#dd3d2d', '#f67e4b', '#d9a520', '#6ea6cd', '#4a6fc0'] as const;

/** Forms known to both 2-D and 3-D traces. */
const symbols = ['circle', 'diamond', 'square', 'cross', 'x'] as const;

export type MarkerSymbol = (typeof symbols)[number];

export const colorOf = (code: number): string =>
  code < 0 ? unknownColor : palette[code % palette.length];

export const symbolOf = (code: number): MarkerSymbol =>
  code < 0 ? 'circle' : symbols[Math.floor(code / palette.length) % symbols.length];

/** Red, green and blue, 0 … 255. */
export type Ink = readonly [number, number, number];

/** The ink of `#rrggbb`. */
export const inkOf = (color: string): Ink => {
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};
