import { fastLength } from '../fft/plan';
import type { Points } from '../tsne-attraction/points';
import { strideOf } from '../tsne-attraction/points';

/** A lattice for maps up to `extent` wide. */
export interface Grid {
  /** Map units between nodes. */
  spacing: number;
  /** Pairs nearer than so many nodes are corrected one by one; 0 = the lattice carries all. */
  reach: number;
  /** Nodes of each axis, and the length of the transforms. */
  side: number;
  length: number;
  /** Cells of the sorted points, and nodes along each. */
  cells: number;
  nodesPerCell: number;
  /** Widest map it can hold. */
  extent: number;
}

/** Nodes from the lattice's edge to the first point: the splines need one, and rounding must not take any of it. */
export const LEAD = 1.01;
/** Nodes beyond the map: those before, three for the splines, one for rounding. */
const MARGIN = 5;
/** Unused lags between the largest lag and its image, where the wrapped kernel has a kink that the splines smear. */
const GUARD = 6;

export function gridOf(range: number, spacing: number, reach: number): Grid {
  const length = fastLength(2 * (Math.ceil(range / spacing) + MARGIN) + GUARD);
  const side = (length - GUARD) >> 1;
  const nodesPerCell = reach > 0 ? reach : 4;
  const cells = Math.ceil(side / nodesPerCell);
  return { spacing, reach, side, length, cells, nodesPerCell, extent: (side - MARGIN) * spacing };
}

/** The width of the map: the longest side of the box around it. */
export function widthOf({ bounds, dims }: Points): number {
  let width = 0;
  for (let axis = 0; axis < dims; axis++)
    width = Math.max(width, bounds[2 * axis + 1] - bounds[2 * axis]);
  return width;
}

/** Mean over the points of the density of points around them, per unit of area or volume, on a coarse lattice. */
export function meanDensity(
  values: Float32Array,
  { dims, rows, bounds }: Points,
  width: number,
): number {
  const parts = dims === 2 ? 128 : 24;
  const stride = strideOf(dims);
  const counts = new Uint32Array(parts ** dims);
  const scale = (parts * (1 - 1e-6)) / width;
  for (let row = 0; row < rows; row++) {
    let cell = 0;
    for (let axis = dims - 1; axis >= 0; axis--)
      cell = cell * parts + Math.floor((values[row * stride + axis] - bounds[2 * axis]) * scale);
    counts[cell]++;
  }
  const pairs = counts.reduce((sum, count) => sum + count * count, 0);
  return pairs / rows / (width / parts) ** dims;
}
