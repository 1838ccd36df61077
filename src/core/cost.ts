import { failure, type Failure } from './failure';
import type { InputFacts } from './method';

/**
 * What a fit is expected to cost, told from sizes and parameters alone. Work is counted in multiply-adds of the kernel that a
 * machine's speed is measured by (`methods/calibrate.ts`); other work counts as many as would take as long.
 */
export interface Cost {
  /** Work that all threads share. */
  shared: number;
  /** Work that one thread does while the others wait. */
  alone: number;
  /** Memory at its peak: of the kernels, and of arrays beside them. */
  bytes: number;
}

/** How fast a machine is, or seems from what it has done. */
export interface Speed {
  /** Multiply-adds in a second, all threads together. */
  perSecond: number;
  threads: number;
}

/** What any run takes before it begins in earnest: code that is not compiled yet, a first pass. */
const START = 4e9;
const MIB = 2 ** 20;

/** One thing after another: work adds up, memory is given back in between. */
export function inTurn(...costs: readonly Cost[]): Cost {
  return {
    shared: costs.reduce((sum, { shared }) => sum + shared, 0),
    alone: costs.reduce((sum, { alone }) => sum + alone, 0),
    bytes: Math.max(...costs.map(({ bytes }) => bytes)),
  };
}

export const secondsOf = ({ shared, alone }: Cost, { perSecond, threads }: Speed): number =>
  (shared + (alone + START) * threads) / perSecond;

/** Bytes of the input as it is stored. */
export const inputBytes = ({ rows, cols, valueBytes = 4 }: InputFacts): number =>
  rows * cols * valueBytes;

const gibibytes = (bytes: number): string => (bytes / 2 ** 30).toFixed(1);

/**
 * Why there is no room for a run; undefined when there is. `bytesAt` tells what it would take with fewer rows, so that the
 * answer can name how many go.
 */
export function roomProblem(
  { rows }: InputFacts,
  bytesAt: (rows: number) => number,
  limit: number,
): Failure | undefined {
  const bytes = bytesAt(rows);
  if (bytes <= limit) return undefined;
  let [fits, tooMany] = [0, rows];
  while (tooMany - fits > Math.max(1, rows / 200)) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (bytesAt(middle) <= limit) fits = middle;
    else tooMany = middle;
  }
  const advice =
    fits > 1 ? `Use at most about ${fits.toLocaleString('en')} rows.` : 'Use fewer columns.';
  return failure(
    'tooLarge',
    `This would take about ${gibibytes(bytes)} GiB of memory, and the page can hold ${gibibytes(limit)} GiB. ${advice}`,
    'rows',
  ).error;
}

/** Small things that every run has. */
export const LITTLE_BYTES = MIB;
