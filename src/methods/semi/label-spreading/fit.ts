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
    const scaled = (F: Float64Array, by: Float64Array): Float64Array => {
      const out = new Float64Array(F.length);
      for (let row = 0, i = 0; row < by.length; row++)
        for (let c = 0; c < nClasses; c++, i++) out[i] = F[i] / by[row];
      return out;
    };
    return function* (F) {
      roots ??= (yield* graph.columnSums()).map((sum) => (sum === 0 ? 1 : Math.sqrt(sum)));
      const next = scaled(yield* graph.multiply(scaled(F, roots), nClasses), roots);
      for (let i = 0; i < next.length; i++) next[i] = alpha * next[i] + (1 - alpha) * Y[i];
      return next;
    };
  };

export const labelSpreading: Algorithm<SpreadingParams, GraphLabellingModel> = {
  fit: (input, params, context) =>
    fitLabelling(input, params, context, spreadingRule(params.alpha)),
  predict: predictLabelling,
};
