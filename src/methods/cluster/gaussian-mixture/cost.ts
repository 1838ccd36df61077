import { LITTLE_BYTES, type Cost } from '../../../core/cost';
import type { InputFacts } from '../../../core/method';
import type { CovarianceType } from './model';

/** Iterations that mixtures of several components take. */
const ITERATIONS = 40;
/** A multiply-add in double precision, and an exponential for each row and component. */
const DOUBLE = 6;
const ROW = 200;

interface Params {
  nComponents: number;
  covarianceType: CovarianceType;
  maxIter: number;
  nInit: number;
}

/** Densities and moments of every row under every component, iteration by iteration. */
export function gaussianMixtureCost(
  { rows, cols }: InputFacts,
  { nComponents, covarianceType, maxIter, nInit }: Params,
): Cost {
  const whole = covarianceType === 'full' || covarianceType === 'tied';
  const perRow = ROW + DOUBLE * cols * (whole ? cols + 2 : 2);
  const iterations = Math.min(maxIter, nComponents === 1 ? 2 : ITERATIONS);
  const stride = Math.ceil(cols / 4) * 4;
  return {
    shared: nInit * iterations * rows * nComponents * perRow,
    alone: 0,
    bytes: rows * (stride + nComponents + 4) * 8 + 2 * nComponents * cols * cols * 8 + LITTLE_BYTES,
  };
}
