import type { InputFacts } from './method';
import type { JobRequest } from './protocol';

/** What `checkInput` may know of a job, counted from the labels the method will see. */
export function inputFacts({
  X,
  y,
  nClasses,
  imageShape,
}: Pick<JobRequest, 'X' | 'y' | 'nClasses' | 'imageShape'>): InputFacts {
  const facts: InputFacts = { rows: X.rows, cols: X.cols, nClasses, imageShape };
  if (!y) return facts;
  const labelledPerClass = new Array<number>(nClasses ?? 0).fill(0);
  for (const code of y) if (code >= 0) labelledPerClass[code]++;
  return {
    ...facts,
    labelledPerClass,
    labelled: labelledPerClass.reduce((sum, count) => sum + count, 0),
  };
}
