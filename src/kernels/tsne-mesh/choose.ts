import { ExpectedFailure } from '../../core/failure';
import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Points } from '../tsne-attraction/points';
import { strideOf } from '../tsne-attraction/points';
import { gridOf, meanDensity, type Grid } from './grid';

/** A lattice with the reach of the pairwise correction it needs. */
interface Split {
  /** Map units between nodes. */
  spacing: number;
  /** In nodes; 0 = no correction. */
  reach: number;
  /** Widest map on which the force error was at most 5e-3. */
  widest: number;
}

const corrected = (spacing: number, widest: number): Split => ({ spacing, reach: 3, widest });

/** For very wide maps, such as one point that has left the others makes: the longer the reach, the smoother the rest. */
const WIDE = Array.from({ length: 20 }, (_, i) => corrected(2 * 1.5 ** i, Infinity));

/** Measured against all pairs on maps of 8,400 and 42,000 rows of MNIST, scaled to many widths: see docs/methods/tsne.md. */
const SPLITS: Record<2 | 3, Split[]> = {
  2: [
    { spacing: 0.3, reach: 0, widest: 100 },
    { spacing: 0.22, reach: 0, widest: 300 },
    corrected(0.6, 90),
    corrected(0.8, 105),
    corrected(1, 190),
    corrected(1.25, 300),
    corrected(1.6, 500),
    ...WIDE,
  ],
  3: [
    { spacing: 0.3, reach: 0, widest: 18 },
    corrected(0.8, 22),
    corrected(1.1, 44),
    corrected(1.3, 70),
    corrected(1.6, 120),
    ...WIDE,
  ],
};

/** Nanoseconds on one thread, measured: per lattice node and doubling, per candidate pair, and per point and row of cells. */
const NODE_COST = { 2: 0.45, 3: 0.6 };
const PAIR_COST = { 2: 1.1, 3: 0.6 };
const ROW_COST = 10;
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

function cost({ length, reach, spacing }: Grid, rows: number, dims: 2 | 3, density: number) {
  const lattice = NODE_COST[dims] * length ** dims * Math.log2(length);
  if (reach === 0) return lattice;
  const candidates = density * (3 * reach * spacing) ** dims;
  return lattice + rows * (PAIR_COST[dims] * candidates + ROW_COST * 3 ** (dims - 1));
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
    .filter(({ spacing, widest }) => range <= widest && range / spacing < NODES_MOST[dims])
    .map(({ reach, spacing }) => gridOf(range, spacing, reach))
    .map((grid) => ({ grid, price: cost(grid, rows, dims, density) }));
  if (priced.length === 0) flown();
  return priced.reduce((best, other) => (other.price < best.price ? other : best)).grid;
}
