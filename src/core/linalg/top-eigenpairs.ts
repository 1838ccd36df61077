import { RandomState } from '../random/random-state';
import { part, type Task } from '../task';
import { tridiagonalEigen } from './tridiagonal';

export interface TopEigenpairs {
  /** Descending, by value rather than size (k, or n where n < k). */
  values: Float64Array;
  /** Unit vectors of length n, one for each value. */
  vectors: Float64Array[];
  /** Whether every residual is within the tolerance. */
  converged: boolean;
  /** ‖A·v − λ·v‖ of each pair, estimated from the projection. */
  residuals: Float64Array;
}

export interface EigenOptions {
  /** Allowed residual as a share of the largest |λ|; 1e-10 by default. */
  tolerance?: number;
  /** Seed of the start vector; the pairs found do not depend on it beyond rounding. */
  randomState?: number;
  /** Most products with the operator in one run, n at most; 20·k + 300 by default. */
  maxIter?: number;
}

/** y = A·x for a symmetric A (n × n); returns an array it gives away. */
export type Operator = (x: Float64Array) => Float64Array;

/** A value that repeats exactly has one vector in a Krylov space: so many steps outside it tell whether one was missed. */
const PROBE_STEPS = 24;

/**
 * The k algebraically largest eigenpairs of a symmetric operator, by Lanczos' method with full reorthogonalisation
 * (Paige 1972), and a probe for repeated eigenvalues. Cost: products with the operator (about 2–4·k when values
 * fall off) and steps²·n multiply-adds. Where `converged` is false the best so far is returned.
 */
export function* topEigenpairs(
  apply: Operator,
  n: number,
  k: number,
  { tolerance = 1e-10, randomState = 0, maxIter = 20 * k + 300 }: EigenOptions = {},
): Task<TopEigenpairs> {
  const random = new RandomState(randomState);
  const count = Math.min(n, k);
  const settings = { tolerance, steps: Math.min(n, maxIter), random };
  let found = yield* part(lanczos(apply, n, count, [], settings), 0, 0.9);
  for (let probes = 0; probes < count && found.vectors.length < n; probes++) {
    const { vectors, values } = found;
    const room = n - vectors.length;
    const probe = { ...settings, steps: Math.min(room, PROBE_STEPS) };
    const [seen] = (yield* part(lanczos(apply, n, 1, vectors, probe), 0.9, 0.95)).values;
    const least = values[count - 1];
    if (!(seen > least + 10 * tolerance * Math.max(Math.abs(values[0]), Math.abs(least)))) break;
    const whole = { ...settings, steps: Math.min(room, maxIter) };
    found = merge(found, yield* part(lanczos(apply, n, 1, vectors, whole), 0.95, 1), count);
  }
  return found;
}

function merge(a: TopEigenpairs, b: TopEigenpairs, count: number): TopEigenpairs {
  const all = [a, b].flatMap(({ values, vectors, residuals }) =>
    vectors.map((vector, i) => ({ value: values[i], vector, residual: residuals[i] })),
  );
  const kept = all.sort((p, q) => q.value - p.value).slice(0, count);
  return {
    values: Float64Array.from(kept, ({ value }) => value),
    vectors: kept.map(({ vector }) => vector),
    converged: a.converged && b.converged,
    residuals: Float64Array.from(kept, ({ residual }) => residual),
  };
}

interface Settings {
  tolerance: number;
  steps: number;
  random: RandomState;
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

/** Takes out of x what lies along the given unit vectors, twice: once leaves rounding errors behind. Returns ‖x‖ then. */
export function orthogonalise(
  x: Float64Array,
  bases: readonly (readonly Float64Array[])[],
): number {
  for (let pass = 0; pass < 2; pass++) {
    for (const basis of bases) {
      for (const v of basis) {
        const along = dot(x, v);
        for (let i = 0; i < x.length; i++) x[i] -= along * v[i];
      }
    }
  }
  return Math.sqrt(dot(x, x));
}

/** Lanczos' method in the complement of `locked`. */
function* lanczos(
  apply: Operator,
  n: number,
  count: number,
  locked: readonly Float64Array[],
  { tolerance, steps, random }: Settings,
): Task<TopEigenpairs> {
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  let next = random.standardNormals(n);
  let length = orthogonalise(next, [locked]);
  let look = 2 * count + 10;
  for (let step = 1; ; step++) {
    basis.push(next.map((value) => value / length));
    const image = apply(basis[step - 1]);
    diagonal.push(dot(image, basis[step - 1]));
    length = orthogonalise(image, [locked, basis]);
    next = image;
    const scale = Math.max(...diagonal.map(Math.abs), ...beside);
    const closed = length <= 1e-13 * scale;
    beside.push(closed ? 0 : length);
    const last = step === steps || locked.length + step === n;
    if (last || step === look) {
      const pairs = ritzPairs(diagonal, beside, count, tolerance);
      if (last || (pairs.converged && !closed)) return lift(pairs, basis);
      look = Math.ceil(step * 1.2);
    }
    if (closed) {
      // The space is invariant: go on in a new direction, so that its other eigenvalues are found too.
      next = random.standardNormals(n);
      length = orthogonalise(next, [locked, basis]);
    }
    yield { fraction: step / steps, stage: 'Eigenvectors' };
  }
}

/** Eigenpairs within the Krylov space: `vectors` are coefficients in its basis. */
function ritzPairs(
  diagonal: number[],
  beside: number[],
  count: number,
  tolerance: number,
): TopEigenpairs {
  const size = diagonal.length;
  const { values, vectors } = tridiagonalEigen(diagonal, beside);
  const top = vectors.slice(0, count);
  const residuals = Float64Array.from(top, (vector) =>
    Math.abs(vector[size - 1] * beside[size - 1]),
  );
  const scale = Math.max(Math.abs(values[0]), Math.abs(values[size - 1]));
  const converged =
    top.length === count && residuals.every((residual) => residual <= tolerance * scale);
  return { values: values.slice(0, count), vectors: top, converged, residuals };
}

function lift(pairs: TopEigenpairs, basis: readonly Float64Array[]): TopEigenpairs {
  const vectors = pairs.vectors.map((coefficients) => {
    const vector = new Float64Array(basis[0].length);
    basis.forEach((v, b) => {
      const weight = coefficients[b];
      for (let i = 0; i < v.length; i++) vector[i] += weight * v[i];
    });
    return vector;
  });
  return { ...pairs, vectors };
}
