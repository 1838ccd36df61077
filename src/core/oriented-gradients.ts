import type { ImageShape } from './method';

/** Directions that edges are told apart by, signed: from dark to bright. */
export const DIRECTIONS = 8;
/** Cells along each side of an image; its pixels where these are fewer. */
export const CELLS = 7;

export const cellsOf = (side: number): number => Math.min(CELLS, side);

/** Columns of oriented gradient histograms of images of this shape. */
export const gradientColumns = ({ height, width }: ImageShape): number =>
  cellsOf(height) * cellsOf(width) * DIRECTIONS;
