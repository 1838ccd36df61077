import type { KernelRuntime } from '../core/kernel-runtime';
import type { AnyMethod, FitInput } from '../core/method';
import { matrix, type Matrix } from '../core/matrix';
import { RandomState } from '../core/random/random-state';
import type { AsyncTask, Progress, Task } from '../core/task';

// What the checks over all methods share: small inputs of every storage, and runs that are stopped or cancelled on the way.

export const CLASSES = 3;
const ROWS = 96;
const COLS = 10;

/** Rows around three centres, as whole numbers 0 … 255: the same values in every storage. Two columns are constant. */
function blobs(): number[] {
  const random = new RandomState(5);
  const centers = Array.from({ length: CLASSES * COLS }, () => random.randint(60, 196));
  return Array.from({ length: ROWS * COLS }, (_, i) => {
    const [row, col] = [Math.floor(i / COLS), i % COLS];
    if (col >= COLS - 2) return 7;
    const value = Math.round(centers[(row % CLASSES) * COLS + col] + 20 * random.standardNormal());
    return Math.min(255, Math.max(0, value));
  });
}

const values = blobs();
const half = values.slice(0, values.length / 2);
const flat = values.map((_, i) => values[i % COLS]);

/** Inputs any method must take, by what is special about them. */
export const inputs: Record<'bytes' | 'singles' | 'doubles' | 'everyRowTwice', Matrix> = {
  bytes: matrix(Uint8Array.from(values), ROWS, COLS, 1 / 255),
  singles: matrix(Float32Array.from(values), ROWS, COLS),
  doubles: matrix(Float64Array.from(values), ROWS, COLS),
  everyRowTwice: matrix(Float32Array.from([...half, ...half]), ROWS, COLS),
};

/** All rows equal: a method may refuse it, in words, but not break. */
export const allEqual: Matrix = matrix(Float64Array.from(flat), ROWS, COLS);

/** True class of each row. */
export const truth = Int32Array.from({ length: ROWS }, (_, row) => row % CLASSES);

/** What the lab would hand to a method of this family: labels of the first 15 rows for the semi-supervised. */
export function inputFor({ family, tags }: AnyMethod, X: Matrix): FitInput {
  const imageShape = { height: 2, width: COLS / 2, channels: 1 };
  const given = tags.includes('images') ? { X, imageShape } : { X };
  if (family === 'reduce' || family === 'cluster') return given;
  const seen = family === 'semi' ? 15 : ROWS;
  return { ...given, y: truth.map((code, row) => (row < seen ? code : -1)), nClasses: CLASSES };
}

export interface Finished<R> {
  result: R;
  progress: Progress[];
}

/** Runs a task to its end; with `stopAt`, Stop is pressed after so many yields and stays pressed. */
export async function finish<R>(
  task: Task<R> | AsyncTask<R>,
  stopAt = Infinity,
): Promise<Finished<R>> {
  const progress: Progress[] = [];
  for (;;) {
    const step: IteratorResult<Progress, R> = await task.next(
      progress.length >= stopAt ? 'stop' : 'go',
    );
    if (step.done) return { result: step.value, progress };
    progress.push(step.value);
  }
}

/** Advances a task by so many yields, or to its end, then cancels it as the runner does. */
export async function cancelAfter<R>(task: Task<R> | AsyncTask<R>, yields: number): Promise<void> {
  for (let i = 0; i < yields; i++) {
    const step: IteratorResult<Progress, R> = await task.next('go');
    if (step.done) return;
  }
  await task.return(undefined as R);
}

/** What makes a value unfit to be sent and shown: "figures.inertia is NaN". Empty when nothing does. */
export function flaws(value: unknown, kernels: KernelRuntime, path = 'result'): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (value instanceof DataView) return [`${path} is a DataView`];
  if (ArrayBuffer.isView(value)) {
    if (value.buffer === kernels.u8(0, 1).buffer) return [`${path} lies in kernel memory`];
    const odd = (value as Float64Array).find((entry) => !Number.isFinite(entry));
    return odd === undefined ? [] : [`${path} holds ${odd}`];
  }
  if (typeof value === 'function' || typeof value === 'symbol') return [`${path} is no data`];
  if (typeof value !== 'object' || value === null) return [];
  const plain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  if (!plain) return [`${path} is not a plain object`];
  return Object.entries(value).flatMap(([name, inner]) => flaws(inner, kernels, `${path}.${name}`));
}
