import type { ClusteringModel } from '../../../core/models';

export type CovarianceType = 'full' | 'tied' | 'diag' | 'spherical';

/** A fitted mixture; `centers` are its means. */
export interface MixtureModel extends ClusteringModel {
  covarianceType: CovarianceType;
  /** Sum to 1 (k). */
  weights: Float64Array;
  /** In meant values: full (k × cols × cols), tied (cols × cols), diag (k × cols), spherical (k). */
  covariances: Float64Array;
  /** Row-major (rows × k), each row sums to 1. */
  probabilities: Float32Array;
}

/** The parameters of k Gaussians, means relative to the offsets of the rows. */
export interface Gaussians {
  covarianceType: CovarianceType;
  weights: Float64Array;
  /** (k × cols). */
  means: Float64Array;
  /** As in the model. */
  covariances: Float64Array;
}
