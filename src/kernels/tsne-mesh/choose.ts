import { ExpectedFailure } from '../../core/failure';
import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Points } from '../tsne-attraction/points';
import { strideOf } from '../tsne-attraction/points';
import { gridOf, meanDensity, type Grid } from './grid';

/** A lattice spacing with the reach of the pairwise correction it needs, in map units. */
interface Split {
  reach: number;
  spacing: number;
}

/** For very wide maps, such as a point that has left the rest makes: the wider the reach, the smoother what remains. */
const WIDE: Split[] = Array.from({ length: 20 }, (_, i) => {
  const reach = 5 * 1.5 ** i;
  return { reach, spacing: 0.4 * reach };
});

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
    ...WIDE,
  ],
  3: [{ reach: 0, spacing: 0.3 }, { reach: 3, spacing: 1 }, { reach: 4, spacing: 1.4 }, ...WIDE],
};

/** Nanoseconds of one lattice node and doubling, one candidate pair, measured on one thread. */
const NODE_COST = { 2: 0.5, 3: 0.8 };
const PAIR_COST = 0.8;
/** Nodes across a narrow map at least: its kernel is all curvature. */
const NODES_ACROSS = { 2: 24, 3: 14 };
/** And at most: the memory of a lattice grows with their power. */
const NODES_MOST = { 2: 1500, 3: 110 };
/** Room for the map to grow before the next lattice. */
const GROWTH = 1.05;
/** A map this much narrower than its lattice gets a new one. */
const SHRUNK = 0.6;
/** Narrower lattices would lose their kernel in the rounding of doubles; narrower maps still fit this one. */
const WIDTH_MIN = 1e-5;

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

function flown(): never {
  throw new ExpectedFailure(
    'notConverged',
    'The map flew apart. Use a smaller learning rate.',
    'learningRate',
  );
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
  const fine = range / NODES_ACROSS[dims];
  if (fine < SPLITS[dims][0].spacing) return gridOf(range, fine, 0);
  const density = meanDensity(kernels.f32(pointer, rows * strideOf(dims)), points, width);
  const priced = SPLITS[dims]
    .filter(({ spacing }) => range / spacing < NODES_MOST[dims])
    .map(({ reach, spacing }) => gridOf(range, spacing, reach / spacing))
    .map((grid) => ({ grid, price: cost(grid, rows, dims, density) }));
  if (priced.length === 0) flown();
  return priced.reduce((best, other) => (other.price < best.price ? other : best)).grid;
}
