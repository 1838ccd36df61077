import { inTurn, LITTLE_BYTES, type Cost } from '../../../core/cost';
import type { InputFacts } from '../../../core/method';
import { neighborsCost } from '../shared/neighbors-cost';
import { neighborCount, type TsneParams } from './params';

/** Iterations of the first phase, on a map still small. */
const EARLY = 250;
/** A point in one iteration: its repulsion by each method, its attraction for each unit of perplexity. */
const MESH = { 2: 10_500, 3: 50_000 };
const TREE = { 2: 75_000, 3: 150_000 };
const ATTRACTION = 230;
/** A pair of points in one iteration of the exact method. */
const PAIR = 10;
/** Below this many rows all pairs are taken anyway. */
const EXACT_BELOW = 500;
/** Waking threads, and the lattice, in each iteration. */
const ITERATION = 1e7;

/** Neighbours, then iterations until the last. */
export function tsneCost(input: InputFacts, params: TsneParams): Cost {
  const { rows } = input;
  const { perplexity, nIter, nComponents, method, neighbors } = params;
  const k = Math.max(1, neighborCount(rows, params));
  const dims = nComponents === 3 ? 3 : 2;
  const exact = method === 'exact' || (method === 'auto' && rows < EXACT_BELOW);
  const repulsion = exact ? PAIR * rows : (method === 'barnesHut' ? TREE : MESH)[dims];
  const iterations = nIter - EARLY / 2;
  const descent = {
    shared: iterations * rows * (repulsion + ATTRACTION * perplexity),
    alone: iterations * ITERATION,
    bytes: rows * (24 * k + 100) + LITTLE_BYTES,
  };
  return inTurn(neighborsCost(input, k, neighbors), descent);
}
