import { EigenvalueDecomposition, Matrix as DenseMatrix } from 'ml-matrix';
import { ExpectedFailure } from '../../../core/failure';
import type { Task } from '../../../core/task';

export interface Eigenpairs {
  /** Descending (count). */
  values: Float64Array;
  /** One unit vector for each value, of length n. */
  vectors: Float64Array[];
}

const RESIDUAL = 1e-11;
/** Steps between two looks at the projected matrix. */
const LOOK_EVERY = 8;
const STEPS_MAX = 600;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

/** Takes out of `x` what lies along the basis, twice: once leaves rounding errors behind. Returns its length then. */
function orthogonalise(x: Float64Array, basis: readonly Float64Array[]): number {
  for (let pass = 0; pass < 2; pass++) {
    for (const v of basis) {
      const along = dot(x, v);
      for (let i = 0; i < x.length; i++) x[i] -= along * v[i];
    }
  }
  return Math.sqrt(dot(x, x));
}

/** A fixed vector without pattern: fractional parts of multiples of irrationals, another one for each `seed`. */
const startVector = (n: number, seed: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => (((i + 1) * (Math.SQRT2 + seed * Math.E)) % 1) - 0.5);

/**
 * The `count` algebraically largest eigenvalues of a symmetric operator and their vectors, by Lanczos' method with full
 * reorthogonalisation (Paige 1972). Where the Krylov space closes early, a new direction is begun, so that equal
 * eigenvalues are found too. About 40 products for a few well separated pairs; at most 600.
 * `tolerance`: residual ‖A·v − λ·v‖ allowed, as a share of the largest |λ| met.
 */
export function* topEigenpairs(
  multiply: (x: Float64Array) => Float64Array,
  n: number,
  count: number,
  tolerance = RESIDUAL,
): Task<Eigenpairs> {
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  const steps = Math.min(n, STEPS_MAX);
  let next = startVector(n, 0);
  let length = Math.sqrt(dot(next, next));
  for (let step = 1; step <= steps; step++) {
    basis.push(next.map((value) => value / length));
    const image = multiply(basis[step - 1]);
    diagonal.push(dot(image, basis[step - 1]));
    length = orthogonalise(image, basis);
    next = image;
    const scale = Math.max(...diagonal.map(Math.abs), ...beside);
    const closed = length <= 1e-13 * scale;
    beside.push(closed ? 0 : length);
    if (step === n || (step >= count && (closed || step % LOOK_EVERY === 0))) {
      const pairs = projected(diagonal, beside, count);
      // A closed space says nothing about directions outside it: only the whole of a small one does.
      if (step === n || (!closed && pairs.residual <= tolerance * pairs.scale))
        return lift(pairs, basis);
    }
    if (closed) {
      next = startVector(n, step);
      length = orthogonalise(next, basis);
    }
    yield { fraction: step / steps, stage: 'Eigenvectors' };
  }
  throw new ExpectedFailure(
    'notConverged',
    `The eigenvectors did not settle within ${steps} products.`,
  );
}

interface Projected {
  values: Float64Array;
  /** Coefficients in the basis. */
  coefficients: Float64Array[];
  residual: number;
  scale: number;
}

/** Eigenpairs of the tridiagonal matrix, and the residual its last off-diagonal entry implies for them. */
function projected(diagonal: number[], beside: number[], count: number): Projected {
  const size = diagonal.length;
  const T = DenseMatrix.zeros(size, size);
  for (let i = 0; i < size; i++) {
    T.set(i, i, diagonal[i]);
    if (i + 1 < size) {
      T.set(i, i + 1, beside[i]);
      T.set(i + 1, i, beside[i]);
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(T, {
    assumeSymmetric: true,
  });
  const order = realEigenvalues
    .map((_, i) => i)
    .sort((a, b) => realEigenvalues[b] - realEigenvalues[a]);
  const top = order.slice(0, count);
  const coefficients = top.map((column) => Float64Array.from(eigenvectorMatrix.getColumn(column)));
  return {
    values: Float64Array.from(top, (column) => realEigenvalues[column]),
    coefficients,
    residual: Math.max(...coefficients.map((c) => Math.abs(c[size - 1] * beside[size - 1]))),
    scale: Math.max(...realEigenvalues.map(Math.abs)),
  };
}

function lift({ values, coefficients }: Projected, basis: readonly Float64Array[]): Eigenpairs {
  const vectors = coefficients.map((weights) => {
    const vector = new Float64Array(basis[0].length);
    basis.forEach((v, b) => {
      for (let i = 0; i < v.length; i++) vector[i] += weights[b] * v[i];
    });
    return vector;
  });
  return { values, vectors };
}
