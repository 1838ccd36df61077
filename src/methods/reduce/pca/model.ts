import type { EmbeddingModel } from '../../../core/models';

export interface PcaModel extends EmbeddingModel {
  coordinates: Float64Array;
  /** Unit vectors, row-major (dims × cols), orthogonal, by falling variance. */
  components: Float64Array;
  /** Of the columns (cols). */
  mean: Float64Array;
  /** Variance of the scores on each component (dims), divided by rows − 1. */
  explainedVariance: Float64Array;
  /** The same as shares of the variance of all columns together. */
  explainedVarianceRatio: Float64Array;
  whiten: boolean;
}
