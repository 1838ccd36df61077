/**
 * For each row its `width` nearest others in an embedding, nearest first, and for each of them its rank among all other
 * rows by distance in the input, 1 = nearest; row-major (rows × width).
 */
export interface NeighborRanks {
  ranks: Uint32Array;
  rows: number;
  width: number;
}

function firstOfEach({ ranks, rows, width }: NeighborRanks, k: number): number[][] {
  if (!(k >= 1 && k <= width)) throw new RangeError(`${k} neighbours of ${width} known`);
  return Array.from({ length: rows }, (_, row) => [
    ...ranks.subarray(row * width, row * width + k),
  ]);
}

/**
 * Trustworthiness (Venna & Kaski 2001): 1 less a penalty for each of the k nearest in the embedding that was not among
 * the k nearest before, by how far off it was. Throws RangeError unless k < rows / 2, where the penalty's scale holds.
 */
export function trustworthiness(neighbors: NeighborRanks, k: number): number {
  const { rows } = neighbors;
  if (!(k < rows / 2)) throw new RangeError(`trustworthiness: ${k} neighbours of ${rows} rows`);
  let penalty = 0;
  for (const ranks of firstOfEach(neighbors, k))
    for (const rank of ranks) penalty += Math.max(0, rank - k);
  return 1 - (penalty * 2) / (rows * k * (2 * rows - 3 * k - 1));
}

/** Mean share of the k nearest in the embedding that were among the k nearest in the input. */
export function neighborPreservation(neighbors: NeighborRanks, k: number): number {
  let kept = 0;
  for (const ranks of firstOfEach(neighbors, k)) for (const rank of ranks) if (rank <= k) kept++;
  return kept / (neighbors.rows * k);
}
