import { takeRows } from '../../../core/matrix';
import type { FitContext, FitInput } from '../../../core/method';
import type { NetworkModel } from '../../../core/models';
import type { Task } from '../../../core/task';
import { predict } from './predict';

/** A network from a file, with what it says of all rows whose class is known: they are its validation rows. */
export function* check(
  model: NetworkModel,
  { X, y }: FitInput,
  context: FitContext,
): Task<NetworkModel> {
  const rows = y ? Uint32Array.from(y.keys()).filter((row) => y[row] >= 0) : new Uint32Array(0);
  if (rows.length === 0) return model;
  const { labels, probabilities } = yield* predict(model, takeRows(X, rows), context);
  return {
    ...model,
    validationRows: rows,
    validationPredictions: labels,
    validationProbabilities: probabilities as Float32Array,
  };
}
