import type { Contingency } from './contingency';

/**
 * Assigns each row of a cost matrix (rows × cols, rows ≤ cols) a column of its own at the least total cost: the Hungarian
 * method by shortest augmenting paths with dual prices (Jonker & Volgenant, Computing 38, 1987). O(rows² · cols).
 */
function assignRows(cost: (row: number, col: number) => number, rows: number, cols: number) {
  const rowPrice = new Float64Array(rows);
  const colPrice = new Float64Array(cols);
  const rowOf = new Int32Array(cols).fill(-1);
  for (let start = 0; start < rows; start++) {
    const distance = new Float64Array(cols).fill(Infinity);
    const before = new Int32Array(cols).fill(-1);
    const done = new Uint8Array(cols);
    const reached: { row: number; distance: number }[] = [{ row: start, distance: 0 }];
    let row = start;
    let along = 0;
    let last = -1;
    for (;;) {
      // The nearest column by reduced cost; a free one ends the path, another leads on to the row that holds it.
      let nearest = -1;
      for (let col = 0; col < cols; col++) {
        if (done[col]) continue;
        const through = along + cost(row, col) - rowPrice[row] - colPrice[col];
        if (through < distance[col]) {
          distance[col] = through;
          before[col] = last;
        }
        if (nearest < 0 || distance[col] < distance[nearest]) nearest = col;
      }
      done[nearest] = 1;
      along = distance[nearest];
      last = nearest;
      if (rowOf[nearest] < 0) break;
      row = rowOf[nearest];
      reached.push({ row, distance: along });
    }
    for (const one of reached) rowPrice[one.row] += along - one.distance;
    for (let col = 0; col < cols; col++) if (done[col]) colPrice[col] -= along - distance[col];
    for (let col = last; col >= 0; col = before[col])
      rowOf[col] = before[col] < 0 ? start : rowOf[before[col]];
  }
  return rowOf;
}

/**
 * The class of each cluster when no two clusters may take the same class, chosen for the largest number of rows that
 * agree; −1 for a cluster left over. Rows of the table are classes, columns clusters.
 */
export function oneToOneMap({ counts, rows, cols }: Contingency): Int32Array {
  const agreeing = (code: number, cluster: number): number => counts[code * cols + cluster];
  if (rows <= cols) return assignRows((code, cluster) => -agreeing(code, cluster), rows, cols);
  const mapping = new Int32Array(cols).fill(-1);
  assignRows((cluster, code) => -agreeing(code, cluster), cols, rows).forEach((cluster, code) => {
    if (cluster >= 0) mapping[cluster] = code;
  });
  return mapping;
}
