import { inputBytes, LITTLE_BYTES, type Cost } from '../../../core/cost';
import type { InputFacts } from '../../../core/method';
import { searchesInGroups, type NeighborSearch } from './neighbors-param';

/** A pair of rows: each column's share, most pairs being given up early, and what it takes besides. */
const PER_COLUMN = 0.7;
const PER_PAIR = 25;
/** A neighbour's number and distance, as they are handed on. */
const HANDED = 12;
/** A row searched in groups for 90 neighbours among 20,000 rows. */
const PER_ROW = 3.5e6;

/** The k nearest others of each row by an exact search. */
export function exactNeighborsCost(input: InputFacts, k: number): Cost {
  const { rows, cols, valueBytes = 4 } = input;
  const packed = 2 * rows * cols;
  const lists = rows * (8 * (1.125 * k + 12) + 12 * k + 12);
  // Pixels are compared as they are; what was rounded is compared again.
  const kept = valueBytes === 1 ? 0 : inputBytes(input);
  return {
    shared: (rows ** 2 / 2) * (PER_COLUMN * cols + PER_PAIR),
    alone: 0,
    bytes: packed + Math.max(inputBytes(input), kept + lists + HANDED * rows * k) + LITTLE_BYTES,
  };
}

/** The k nearest others of each row as `findNeighbors` searches them. */
export function neighborsCost(input: InputFacts, k: number, search: NeighborSearch): Cost {
  if (!searchesInGroups(input, search)) return exactNeighborsCost(input, k);
  const { rows } = input;
  return {
    shared: rows * PER_ROW * Math.sqrt(k / 90) * (rows / 20_000) ** 0.2,
    alone: 0,
    bytes: inputBytes(input) + rows * ((22 + HANDED) * k + 100) + LITTLE_BYTES,
  };
}
