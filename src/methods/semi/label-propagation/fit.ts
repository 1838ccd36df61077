import type { Algorithm } from '../../../core/method';
import type { Task } from '../../../core/task';
import { fitLabelling, type LabellingParams, type StepRule } from '../shared/fit';
import type { GraphLabellingModel } from '../shared/model';
import { predictLabelling } from '../shared/predict';

/**
 * F ← (W + self weights)·F, each row scaled to sum 1, labelled rows put back to their label. scikit-learn also divides W by
 * a normaliser first (by one wrong constant, up to 1.2); the scaling takes either away again, so none is applied here.
 */
const propagationRule: StepRule = (graph, Y, nClasses) => {
  const labelled = Uint8Array.from({ length: graph.rows }, (_, row) =>
    Y.subarray(row * nClasses, (row + 1) * nClasses).includes(1) ? 1 : 0,
  );
  return function* (F): Task<Float64Array> {
    const next = yield* graph.multiply(F, nClasses);
    for (let row = 0; row < graph.rows; row++) {
      const [from, to] = [row * nClasses, (row + 1) * nClasses];
      if (labelled[row]) {
        next.set(Y.subarray(from, to), from);
        continue;
      }
      let sum = 0;
      for (let i = from; i < to; i++) sum += next[i] += graph.selfWeights[row] * F[i];
      const divisor = sum === 0 ? 1 : sum;
      for (let i = from; i < to; i++) next[i] /= divisor;
    }
    return next;
  };
};

export const labelPropagation: Algorithm<LabellingParams, GraphLabellingModel> = {
  fit: (input, params, context) => fitLabelling(input, params, context, propagationRule),
  predict: predictLabelling,
};
