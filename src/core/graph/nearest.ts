import type { Matrix } from '../matrix';
import type { Task } from '../task';

export interface NearestLists {
  /** Row-major (queries × k), nearest first, ties by lower index. */
  indices: Uint32Array;
  /** In the squared unit of the matrices' meant values. */
  squaredDistances: Float64Array;
  k: number;
}

/** Multiply-adds between two yields. */
const WORK_PER_YIELD = 10_000_000;

/**
 * The k rows of X nearest to each row of Q, by comparing all pairs in double precision; a query that is also a row of X
 * finds itself. O(Q.rows · X.rows · cols): for the moderate numbers of new rows that a fitted model is asked about.
 */
export function* nearestRows(Q: Matrix, X: Matrix, k: number): Task<NearestLists> {
  if (k > X.rows) throw new RangeError(`nearest: ${k} of ${X.rows} rows`);
  const indices = new Uint32Array(Q.rows * k);
  const squaredDistances = new Float64Array(Q.rows * k).fill(Infinity);
  const perYield = Math.max(1, Math.floor(WORK_PER_YIELD / (X.rows * X.cols)));
  const query = new Float64Array(X.cols);
  for (let r = 0; r < Q.rows; r++) {
    for (let c = 0; c < X.cols; c++) query[c] = Q.data[r * X.cols + c] * Q.scale;
    const [ids, squares] = [indices, squaredDistances].map((all) =>
      all.subarray(r * k, (r + 1) * k),
    );
    searchRow(query, X, ids, squares);
    if (r % perYield === perYield - 1) {
      yield { fraction: (r + 1) / Q.rows, stage: 'Neighbours' };
    }
  }
  return { indices, squaredDistances, k };
}

/** Insertion into the sorted list; rows come in order of index, so a tie stays behind the earlier row. */
function searchRow(
  query: Float64Array,
  { data, rows, cols, scale }: Matrix,
  ids: Uint32Array | Float64Array,
  squares: Uint32Array | Float64Array,
): void {
  const last = squares.length - 1;
  for (let row = 0; row < rows; row++) {
    let squared = 0;
    for (let c = 0, at = row * cols; c < cols; c++, at++) {
      const difference = query[c] - data[at] * scale;
      squared += difference * difference;
    }
    if (squared >= squares[last]) continue;
    let place = last;
    for (; place > 0 && squares[place - 1] > squared; place--) {
      squares[place] = squares[place - 1];
      ids[place] = ids[place - 1];
    }
    squares[place] = squared;
    ids[place] = row;
  }
}

/** The k rows nearest to each row of X besides itself; see {@link nearestRows}. */
export function* nearestOthers(X: Matrix, k: number): Task<NearestLists> {
  const all = yield* nearestRows(X, X, k + 1);
  const indices = new Uint32Array(X.rows * k);
  const squaredDistances = new Float64Array(X.rows * k);
  for (let row = 0; row < X.rows; row++) {
    let kept = 0;
    // Behind k equal rows of lower index a row is not in its own list: then its last entry is one too many.
    for (let at = row * (k + 1); kept < k; at++) {
      if (all.indices[at] === row) continue;
      indices[row * k + kept] = all.indices[at];
      squaredDistances[row * k + kept++] = all.squaredDistances[at];
    }
  }
  return { indices, squaredDistances, k };
}
