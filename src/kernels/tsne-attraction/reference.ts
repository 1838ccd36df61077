import type { GradientForm } from './points';

/** Sums over all pairs in double precision; every array row-major (rows × dims). The readable form of the t-SNE kernels. */
export interface PairSums {
  attraction: Float64Array;
  repulsion: Float64Array;
  /** Z = Σ_{i≠j} s. */
  normalizer: number;
  divergence: number;
}

/** P: dense (rows × rows), Σ = 1. */
export function pairSumsReference(
  P: Float64Array,
  points: ArrayLike<number>,
  dims: 2 | 3,
  form: GradientForm,
): PairSums {
  const rows = points.length / dims;
  const nu = dims - 1;
  const attraction = new Float64Array(rows * dims);
  const repulsion = new Float64Array(rows * dims);
  let normalizer = 0;
  let crossEntropy = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      if (i === j) continue;
      let square = 0;
      for (let axis = 0; axis < dims; axis++)
        square += (points[i * dims + axis] - points[j * dims + axis]) ** 2;
      const w = 1 / (1 + square / nu);
      const s = w ** ((nu + 1) / 2);
      const factor = form === 'exact' ? w : s;
      const p = P[i * rows + j];
      normalizer += s;
      if (p > 0) crossEntropy += p * Math.log(p / s);
      for (let axis = 0; axis < dims; axis++) {
        const difference = points[i * dims + axis] - points[j * dims + axis];
        attraction[i * dims + axis] += p * factor * difference;
        repulsion[i * dims + axis] += s * factor * difference;
      }
    }
  }
  const mass = P.reduce((sum, p) => sum + p, 0);
  return {
    attraction,
    repulsion,
    normalizer,
    divergence: crossEntropy + mass * Math.log(normalizer),
  };
}

/** The gradient of the divergence: 2(ν+1)/ν · (attraction − repulsion/Z). */
export const gradientReference = (sums: PairSums, dims: 2 | 3): Float64Array =>
  sums.attraction.map(
    (pull, i) => (dims === 2 ? 4 : 3) * (pull - sums.repulsion[i] / sums.normalizer),
  );
