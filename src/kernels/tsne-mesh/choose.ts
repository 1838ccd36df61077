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
  /** Widest map on which the force error was at most 5e-3; with a reach it hardly grows with the map. */
  widest: number;
}

const plain = (spacing: number, widest: number): Split => ({ spacing, reach: 0, widest });
const corrected = (spacing: number, reach: number): Split => ({ spacing, reach, widest: Infinity });

/** For very wide maps, such as one point that has left the others makes: the longer the reach, the smoother the rest. */
const WIDE = Array.from({ length: 18 }, (_, i) => corrected(4 * 1.5 ** i, 2.2));

/** Measured against all pairs on maps of 8,400 and 42,000 rows of MNIST, scaled to many widths: see docs/methods/tsne.md. */
const SPLITS: Record<2 | 3, Split[]> = {
  2: [
    plain(0.34, 50),
    plain(0.3, 85),
    plain(0.28, 125),
    plain(0.25, 200),
    corrected(0.4, 3),
    corrected(0.5, 3.1),
    corrected(0.6, 3),
    corrected(0.8, 2.8),
    corrected(1, 2.7),
    corrected(1.25, 2.6),
    corrected(1.6, 2.4),
    corrected(2, 2.2),
    corrected(3, 2),
    ...WIDE,
  ],
  3: [
    plain(0.34, 28),
    plain(0.3, 36),
    corrected(0.8, 3),
    corrected(1, 2.8),
    corrected(1.3, 2.55),
    corrected(1.6, 2.4),
    corrected(2, 2.15),
    corrected(2.5, 2),
    ...WIDE,
  ],
};

/** Nanoseconds on one thread, measured: per lattice node and doubling; per point that looks for near ones, and per one met. */
const NODE_COST = { 2: 0.65, 3: 0.82 };
const LOOK_COST = { 2: 45, 3: 220 };
const PAIR_COST = { 2: 0.5, 3: 0.4 };
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
  const met = density * 2.25 * 3 ** (dims - 1) * (reach * spacing) ** dims;
  return lattice + rows * (LOOK_COST[dims] + PAIR_COST[dims] * met);
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
