import type { Algorithm } from '../../../core/method';
import { fitLabelling, type LabellingParams, type StepRule } from '../shared/fit';
import type { GraphLabellingModel } from '../shared/model';
import { predictLabelling } from '../shared/predict';

export interface SpreadingParams extends LabellingParams {
  alpha: number;
}

/**
 * F ← α·S·F + (1 − α)·Y with S_ij = W_ij / √(d_i·d_j), d_j = Σ_{i≠j} W_ij the *in*-degree (1 where that is 0), as scipy's
 * normalised Laplacian of a graph that is not symmetric. Every label is soft: a labelled row may change its class.
 */
const spreadingRule = (alpha: number): StepRule =>
  function* (field, graph) {
    const sums = yield* graph.columnSums();
    const roots = sums.map((sum) => (sum === 0 ? 1 : Math.sqrt(sum)));
    return field.spreading(graph.multiply, roots, alpha);
  };

export const labelSpreading: Algorithm<SpreadingParams, GraphLabellingModel> = {
  fit: (input, params, context) =>
    fitLabelling(input, params, context, spreadingRule(params.alpha)),
  predict: predictLabelling,
};
