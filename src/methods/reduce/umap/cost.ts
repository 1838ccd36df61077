import { inTurn, LITTLE_BYTES, type Cost } from '../../../core/cost';
import type { InputFacts } from '../../../core/method';
import { neighborsCost } from '../shared/neighbors-cost';
import { epochsOf, type UmapParams } from './params';

/** A point in one epoch: by itself, and for each of its neighbours. */
const POINT = 35_000;
const EDGE = 1000;

/** Neighbours, then epochs of the layout. */
export function umapCost(input: InputFacts, params: UmapParams): Cost {
  const { rows } = input;
  const { nNeighbors, neighbors, negativeSampleRate } = params;
  const negatives = (1 + negativeSampleRate) / 6;
  const layout = {
    shared: epochsOf(params.nEpochs, rows) * rows * (POINT + EDGE * nNeighbors) * negatives,
    alone: 0,
    bytes: rows * (24 * nNeighbors + 100) + LITTLE_BYTES,
  };
  return inTurn(neighborsCost(input, Math.max(1, nNeighbors - 1), neighbors), layout);
}
