import type { InputFacts } from './method';
import { gradientColumns } from './oriented-gradients';
import type { JobRequest } from './protocol';
import { isGradients } from './run';

/** What `checkInput` may know of a job: of X as the method will get it, and counted from the labels the method will see. */
export function inputFacts({
  X,
  y,
  nClasses,
  imageShape,
  prepare,
}: Pick<JobRequest, 'X' | 'y' | 'nClasses' | 'imageShape' | 'prepare'>): InputFacts {
  const common = { rows: X.rows, nClasses };
  // What is prepared comes in single precision.
  const valueBytes = prepare ? 4 : X.data.BYTES_PER_ELEMENT;
  const facts: InputFacts =
    prepare && isGradients(prepare) && imageShape
      ? { ...common, valueBytes, cols: gradientColumns(imageShape) }
      : { ...common, valueBytes, cols: X.cols, imageShape };
  if (!y) return facts;
  const labelledPerClass = new Array<number>(nClasses ?? 0).fill(0);
  for (const code of y) if (code >= 0) labelledPerClass[code]++;
  return {
    ...facts,
    labelledPerClass,
    labelled: labelledPerClass.reduce((sum, count) => sum + count, 0),
  };
}
