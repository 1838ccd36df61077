/** Class codes with how sure each is, 0 … 1. */
export interface Judgement {
  /** (rows), −1 where nothing speaks for any class. */
  codes: Int32Array;
  /** (rows × classes), each row that has a code sums to 1. */
  distributions: Float32Array;
}

/** The largest entry of each row: its code and its size. */
export function judgementOf(distributions: Float32Array, nClasses: number): Judgement {
  const codes = new Int32Array(distributions.length / nClasses).fill(-1);
  codes.forEach((_code, row) => {
    let best = 0;
    for (let c = 0; c < nClasses; c++) {
      const value = distributions[row * nClasses + c];
      if (value > best) [best, codes[row]] = [value, c];
    }
  });
  return { codes, distributions };
}

/** Means of several opinions; those that have none on a row are left out. Given labels are certain. */
export function joined(
  opinions: readonly Float32Array[],
  y: Int32Array,
  nClasses: number,
): Float32Array {
  const out = new Float32Array(y.length * nClasses);
  y.forEach((given, row) => {
    const at = row * nClasses;
    if (given >= 0) {
      out[at + given] = 1;
      return;
    }
    for (const opinion of opinions)
      for (let c = 0; c < nClasses; c++) out[at + c] += opinion[at + c];
    const sum = out.subarray(at, at + nClasses).reduce((total, value) => total + value, 0);
    if (sum > 0) for (let c = 0; c < nClasses; c++) out[at + c] /= sum;
  });
  return out;
}

/**
 * What the next network is taught (rows, −1 = not taught): the given labels, and of each class the surest `share` of the
 * rows judged to be of it, the lower row first among equals. Taking the same share of every class keeps an easy one from
 * crowding out the others (Zou et al., ECCV 2018).
 */
export function teachersOf(
  { codes, distributions }: Judgement,
  y: Int32Array,
  nClasses: number,
  share: number,
): Int32Array {
  const taught = y.slice();
  const sureness = (row: number): number => distributions[row * nClasses + codes[row]];
  for (let c = 0; c < nClasses; c++) {
    const rows = Uint32Array.from(codes.keys()).filter((row) => codes[row] === c && y[row] < 0);
    rows.sort((a, b) => sureness(b) - sureness(a) || a - b);
    for (const row of rows.subarray(0, Math.ceil(share * rows.length))) taught[row] = c;
  }
  return taught;
}
