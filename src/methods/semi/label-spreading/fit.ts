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
const spreadingRule =
  (alpha: number): StepRule =>
  (graph, Y, nClasses) => {
    let roots: Float64Array | undefined;
    const scaled = (F: Float64Array, by: Float64Array): Float64Array =>
      F.map((value, i) => value / by[Math.floor(i / nClasses)]);
    return function* (F) {
      roots ??= (yield* graph.columnSums()).map((sum) => (sum === 0 ? 1 : Math.sqrt(sum)));
      const product = scaled(yield* graph.multiply(scaled(F, roots), nClasses), roots);
      return product.map((value, i) => alpha * value + (1 - alpha) * Y[i]);
    };
  };

export const labelSpreading: Algorithm<SpreadingParams, GraphLabellingModel> = {
  fit: (input, params, context) =>
    fitLabelling(input, params, context, spreadingRule(params.alpha)),
  predict: predictLabelling,
};
