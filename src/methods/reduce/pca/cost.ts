import { inputBytes, LITTLE_BYTES, type Cost } from '../../../core/cost';
import type { InputFacts } from '../../../core/method';

/** A product of two values, in whole numbers and in double precision; a multiply-add of the projection; one of Lanczos. */
const WHOLE = 1.2;
const DOUBLE = 4;
const PROJECT = 2;
const LANCZOS = 50;

/** Rows multiplied at a time. */
const SAMPLES = 512;

/** All pairs of columns, or of rows if those are fewer; their leading eigenvectors; the scores. */
export function pcaCost(input: InputFacts, { nComponents }: { nComponents: number }): Cost {
  const { rows, cols, valueBytes = 4 } = input;
  const side = Math.min(rows, cols);
  const other = Math.max(rows, cols);
  const steps = Math.min(side, 20 + 4 * nComponents);
  const stride = Math.ceil(nComponents / 4) * 4;
  const project = rows * stride * 8 + cols * stride * 8;
  const packed = SAMPLES * side * (valueBytes === 1 ? 2 : 8);
  return {
    shared:
      ((other * side ** 2) / 2) * (valueBytes === 1 ? WHOLE : DOUBLE) +
      PROJECT * rows * cols * nComponents,
    alone: LANCZOS * steps * side * (side + steps),
    bytes: inputBytes(input) + Math.max(side ** 2 * 8 + packed, project) + LITTLE_BYTES / 4,
  };
}
