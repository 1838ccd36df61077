import { inTurn, LITTLE_BYTES, type Cost } from '../../../core/cost';
import type { InputFacts } from '../../../core/method';
import { exactNeighborsCost } from '../shared/neighbors-cost';

/** A settled node of one source's paths: a constant part, and one for its edges with 5 neighbours. */
const NODE = 2000;
const EDGES = 2000;
/** Reading all distances once for a product, and products for each dimension. */
const READ = 1.5;
const PRODUCTS = 25;

/** Neighbours, the shortest paths between all pairs of rows, and products with all their squares. */
export function isomapCost(
  input: InputFacts,
  { nNeighbors, nComponents }: { nNeighbors: number; nComponents: number },
): Cost {
  const { rows } = input;
  const pairs = rows ** 2;
  const depth = Math.log2(Math.max(2, rows)) / 12;
  const paths = pairs * (NODE + (EDGES * nNeighbors) / 5) * depth;
  const scaling = {
    shared: paths + pairs * READ * PRODUCTS * (1 + nComponents),
    alone: 0,
    bytes: pairs * 4 + rows * (100 + 24 * nNeighbors) + LITTLE_BYTES,
  };
  return inTurn(exactNeighborsCost(input, nNeighbors), scaling);
}
