import type { Algorithm } from '../../../core/method';
import { fitLabelling, type LabellingParams, type StepRule } from '../shared/fit';
import type { GraphLabellingModel } from '../shared/model';
import { predictLabelling } from '../shared/predict';

/**
 * F ← (W + self weights)·F, each row scaled to sum 1, labelled rows put back to their label. scikit-learn also divides W by
 * a normaliser first (by one wrong constant, up to 1.2); the scaling takes either away again, so none is applied here.
 */
const propagationRule: StepRule = function* (field, graph) {
  yield { fraction: 0, stage: 'Spreading' };
  return field.propagation(graph.multiply, graph.selfWeights);
};

export const labelPropagation: Algorithm<LabellingParams, GraphLabellingModel> = {
  fit: (input, params, context) => fitLabelling(input, params, context, propagationRule),
  predict: predictLabelling,
};
