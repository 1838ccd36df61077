/** Places by row, made once for each list of rows. */
const known = new WeakMap<Uint32Array, Int32Array>();

/** Where each row of the table stands in a list of rows, which has each at most once; −1 for those it has not. */
export function placesOf(rows: Uint32Array): Int32Array {
  const before = known.get(rows);
  if (before) return before;
  const end = rows.reduce((most, row) => Math.max(most, row + 1), 0);
  const places = new Int32Array(end).fill(-1);
  rows.forEach((row, place) => (places[row] = place));
  known.set(rows, places);
  return places;
}

/** The place of a row of the table in such a list, −1 where it is not in it. */
export function placeIn(rows: Uint32Array): (row: number) => number {
  const places = placesOf(rows);
  return (row) => places[row] ?? -1;
}

/** Whether two lists have the same rows in the same order. */
export const sameRows = (a: Uint32Array, b: Uint32Array): boolean =>
  a === b || (a.length === b.length && a.every((row, i) => row === b[i]));

/** Whether two lists have the same rows, in whatever order: rows with a label may come first. */
export function sameRowsInAnyOrder(a: Uint32Array, b: Uint32Array): boolean {
  if (a.length !== b.length) return false;
  const placeInA = placeIn(a);
  return b.every((row) => placeInA(row) >= 0);
}
