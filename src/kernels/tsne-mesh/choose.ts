import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Points } from '../tsne-attraction/points';
import { strideOf } from '../tsne-attraction/points';
import { gridOf, meanDensity, type Grid } from './grid';

/** A lattice spacing with the reach of the pairwise correction it needs, in map units. */
interface Split {
  reach: number;
  spacing: number;
}

/**
 * Splits whose force error stays below 5e-3 (measured against all pairs on maps of 8,400 and 42,000 rows, see
 * docs/methods/tsne.md). The first needs no correction.
 */
const SPLITS: Record<2 | 3, Split[]> = {
  2: [
    { reach: 0, spacing: 0.3 },
    { reach: 2, spacing: 0.66 },
    { reach: 3, spacing: 1 },
    { reach: 4, spacing: 1.4 },
  ],
  3: [
    { reach: 0, spacing: 0.4 },
    { reach: 3, spacing: 1 },
    { reach: 4, spacing: 1.4 },
    { reach: 5, spacing: 1.8 },
  ],
};

/** Nanoseconds of one lattice node and doubling, one candidate pair, measured on one thread. */
const NODE_COST = { 2: 0.5, 3: 0.8 };
const PAIR_COST = 0.8;
/** Nodes across a narrow map at least: its kernel is all curvature. */
const NODES_ACROSS = { 2: 24, 3: 14 };
/** Room for the map to grow before the next lattice. */
const GROWTH = 1.05;
/** A map this much narrower than its lattice gets a new one. */
const SHRUNK = 0.6;
/** All points in one place still need a lattice. */
const WIDTH_MIN = 1e-12;

function cost(
  { length, reach, nodesPerCell, spacing }: Grid,
  rows: number,
  dims: 2 | 3,
  density: number,
) {
  const lattice = NODE_COST[dims] * length ** dims * Math.log2(length);
  if (reach === 0) return lattice;
  return lattice + PAIR_COST * rows * density * (3 * nodesPerCell * spacing) ** dims;
}

/** Keeps the lattice while the map fits it; else takes the cheapest of the splits for the map as it is. */
export function chooseCheapest(
  kernels: KernelRuntime,
  points: Points,
  width: number,
  present: Grid | undefined,
): Grid {
  if (present && width <= present.extent && width >= SHRUNK * present.extent) return present;
  const { dims, rows, pointer } = points;
  const range = Math.max(width, WIDTH_MIN) * GROWTH;
  const [plain, ...splits] = SPLITS[dims];
  const fine = gridOf(range, Math.min(plain.spacing, range / NODES_ACROSS[dims]), 0);
  if (fine.spacing < plain.spacing) return fine;
  const density = meanDensity(kernels.f32(pointer, rows * strideOf(dims)), points, width);
  const grids = splits.map(({ reach, spacing }) => gridOf(range, spacing, reach / spacing));
  let best = fine;
  for (const grid of grids)
    if (cost(grid, rows, dims, density) < cost(best, rows, dims, density)) best = grid;
  return best;
}
