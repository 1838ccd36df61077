import type { Matrix } from '../../core/matrix';
import { squaredDistanceReference } from '../distances/reference';

/** What `inputRanks` counts, by comparing every two distances. */
export function ranksReference(X: Matrix, lists: Uint32Array, width: number): Uint32Array {
  return lists.map((listed, at) => {
    const row = Math.floor(at / width);
    const squares = squaredDistanceReference({ ...X, scale: 1 }, row, row + 1);
    const nearer = (other: number): boolean =>
      squares[other] < squares[listed] || (squares[other] === squares[listed] && other < listed);
    return 1 + [...squares.keys()].filter((other) => other !== row && nearer(other)).length;
  });
}
