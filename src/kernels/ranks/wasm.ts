import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Matrix } from '../../core/matrix';
import { part, type Task } from '../../core/task';
import { packRows, quantiserOf, type PackedRows, type Quantiser } from '../distances/pack';
import { blockRowsOf, inRounds, tournament } from '../distances/rounds';
import { copyIn, storageOf } from '../runtime/copy-in';

const STAGE = 'Ranks';
const LISTED_ROWS = 64;
const LARGEST = 2 ** 31 - 1;

/**
 * Rank, 1 = nearest, of listed rows among all other rows of X by distance from the row that lists them; of equally near
 * rows the one of lower index comes first. `lists` and the result row-major (X.rows × width). Exact: distances are compared
 * as whole numbers, and anew in double precision where rounding to them leaves a doubt.
 * O(rows² · cols / 2) 16-bit multiply-adds.
 */
export function* inputRanks(
  kernels: KernelRuntime,
  X: Matrix,
  lists: Uint32Array,
  width: number,
): Task<Uint32Array> {
  const mark = kernels.mark();
  try {
    const quantiser = quantiserOf([X]);
    const packed = yield* part(packRows(kernels, X, quantiser), 0, 0.1);
    const list = kernels.alloc(lists.byteLength);
    kernels.u32(list, lists.length).set(lists);
    const squares = kernels.alloc(lists.length * 8);
    const data = copyIn(kernels, X);
    const listed = [data, X.cols, list, width, X.rows, squares];
    const blocks = Math.ceil(X.rows / LISTED_ROWS);
    kernels.parallel('listedSquares', 0, blocks, storageOf(X), ...listed);

    const bounds = boundsOf(kernels, squares, { width, packed, quantiser });
    const counts = kernels.alloc(X.rows * bounds.padded * 4);
    const scratch = kernels.alloc(kernels.threads * 128);
    const { columns } = packed;
    const blockRows = blockRowsOf(X.rows, columns);
    const { low, high, limits, padded } = bounds;
    const counting = [
      low,
      high,
      limits,
      counts,
      padded,
      scratch,
      quantiser.exact ? 0 : storageOf(X),
    ];
    const call = {
      kernel: 'rankPairs',
      rounds: tournament(Math.ceil(X.rows / blockRows)),
      blockRows,
      columns,
      params: [packed.packed, packed.norms, columns, blockRows, ...counting, ...listed],
      stage: STAGE,
    };
    yield* part(inRounds(kernels, call), 0.1, 1);
    const nearer = kernels.i32(counts, X.rows * padded);
    return Uint32Array.from(
      lists,
      (_, at) => 1 + nearer[Math.floor(at / width) * padded + (at % width)],
    );
  } finally {
    kernels.release(mark);
  }
}

interface Searched {
  width: number;
  packed: PackedRows;
  quantiser: Quantiser;
}

/**
 * Between which whole-number distances a row may be nearer than a listed one or not: the listed distance in searched
 * units, give or take the rounding of both rows.
 */
function boundsOf(
  kernels: KernelRuntime,
  squares: number,
  { width, packed: { rows, roundingError }, quantiser: { exact, factor } }: Searched,
) {
  const padded = Math.ceil(width / 4) * 4;
  const low = kernels.alloc(rows * padded * 4);
  const high = kernels.alloc(rows * padded * 4);
  const limits = kernels.alloc(Math.ceil(rows / 8) * 32);
  const lows = kernels.i32(low, rows * padded).fill(-1);
  const highs = kernels.i32(high, rows * padded).fill(-1);
  const most = kernels.i32(limits, Math.ceil(rows / 8) * 8).fill(-1);
  kernels.f64(squares, rows * width).forEach((square, i) => {
    const row = Math.floor(i / width);
    const at = row * padded + (i % width);
    const distance = Math.sqrt(square) * factor;
    // The last terms cover rounding in double precision.
    const slack = 2 * roundingError + 1e-9 * (distance + 1);
    lows[at] = exact ? square : Math.ceil(Math.max(0, distance - slack) ** 2);
    highs[at] = exact ? square : Math.min(LARGEST, Math.floor((distance + slack) ** 2));
    most[row] = Math.max(most[row], highs[at]);
  });
  return { low, high, limits, padded };
}
