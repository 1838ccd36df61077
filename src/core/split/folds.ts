/**
 * Deals labelled rows out into folds, each class in turn, so that folds are of equal size and hold each class alike: rows of
 * a class with two or more are never all in one. Rows without a label, and the only row of a class, are in none.
 *
 * @param codes class code of each row, −1 for none
 */
export function stratifiedFolds(
  codes: Int32Array,
  nClasses: number,
  nFolds: number,
): Uint32Array[] {
  const folds = Array.from({ length: nFolds }, (): number[] => []);
  let dealt = 0;
  for (let code = 0; code < nClasses; code++) {
    const members = [...codes.keys()].filter((row) => codes[row] === code);
    if (members.length < 2) continue;
    for (const row of members) folds[dealt++ % nFolds].push(row);
  }
  return folds.filter((rows) => rows.length > 0).map((rows) => Uint32Array.from(rows));
}
