import { RandomState } from '../random/random-state';
import { part, runToEnd, type Task } from '../task';
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
const PROBE_STEPS = 12;
/** Factor between the steps at which convergence is looked for. */
const LOOK_AGAIN = 1.1;
const STAGE = 'Eigenvectors';

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
    const share = (at: number): number => 0.9 + (0.1 * (probes + at)) / count;
    const probe = { ...settings, steps: Math.min(room, PROBE_STEPS) };
    const first = part(lanczos(apply, n, 1, vectors, probe), share(0), share(0.3));
    const [seen] = (yield* first).values;
    const least = values[count - 1];
    if (!(seen > least + 10 * tolerance * Math.max(Math.abs(values[0]), Math.abs(least)))) break;
    const whole = { ...settings, steps: Math.min(room, maxIter) };
    const missed = part(lanczos(apply, n, 1, vectors, whole), share(0.3), share(1));
    found = merge(found, yield* missed, count);
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

function dot(a: Float64Array, b: Float64Array): number {
  // Two sums: one would wait for each addition before the next.
  let [even, odd] = [0, 0];
  const whole = a.length & ~1;
  for (let i = 0; i < whole; i += 2) {
    even += a[i] * b[i];
    odd += a[i + 1] * b[i + 1];
  }
  if (whole < a.length) even += a[whole] * b[whole];
  return even + odd;
}

function subtract(x: Float64Array, weight: number, v: Float64Array): void {
  for (let i = 0; i < x.length; i++) x[i] -= weight * v[i];
}

const PASSES_MAX = 3;

/**
 * Takes out of x what lies along the given unit vectors, again whenever much was taken: that leaves rounding errors behind
 * (Daniel, Gragg, Kaufman & Stewart 1976). Returns ‖x‖ then.
 */
export function orthogonalise(
  x: Float64Array,
  bases: readonly (readonly Float64Array[])[],
): number {
  let length = Math.sqrt(dot(x, x));
  for (let pass = 0; pass < PASSES_MAX; pass++) {
    const before = length;
    for (const basis of bases) for (const v of basis) subtract(x, dot(x, v), v);
    length = Math.sqrt(dot(x, x));
    if (length > before / 2) break;
  }
  return length;
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
    subtract(image, diagonal[step - 1], basis[step - 1]);
    if (step > 1) subtract(image, beside[step - 2], basis[step - 2]);
    length = orthogonalise(image, [locked, basis]);
    next = image;
    const scale = Math.max(...diagonal.map(Math.abs), ...beside);
    const closed = length <= 1e-13 * scale;
    beside.push(closed ? 0 : length);
    const last = step === steps || locked.length + step === n;
    if (last || step === look) {
      const { values, residuals, converged } = residualsOf(diagonal, beside, count, tolerance);
      if (last || (converged && !closed)) {
        const vectors = yield* part(lift(diagonal, beside, basis, values.length), 0.9, 1);
        return { values, vectors, residuals, converged };
      }
      look = Math.ceil(step * LOOK_AGAIN);
    }
    if (closed) {
      // The space is invariant: go on in a new direction, so that its other eigenvalues are found too.
      next = random.standardNormals(n);
      length = orthogonalise(next, [locked, basis]);
    }
    yield { fraction: (0.9 * step) / steps, stage: STAGE };
  }
}

/** The largest eigenvalues within the Krylov space, and ‖A·v − λ·v‖ that the last component of each vector implies. */
function residualsOf(
  diagonal: number[],
  beside: number[],
  count: number,
  tolerance: number,
): Omit<TopEigenpairs, 'vectors'> {
  const size = diagonal.length;
  const { values, vectors } = runToEnd(tridiagonalEigen(diagonal, beside, size - 1));
  const residuals = Float64Array.from(vectors.slice(0, count), ([last]) =>
    Math.abs(last * beside[size - 1]),
  );
  const scale = Math.max(Math.abs(values[0]), Math.abs(values[size - 1]));
  const converged =
    residuals.length === count && residuals.every((residual) => residual <= tolerance * scale);
  return { values: values.slice(0, count), residuals, converged };
}

/** The first `count` eigenvectors of the projection, in full length. */
function* lift(
  diagonal: number[],
  beside: number[],
  basis: readonly Float64Array[],
  count: number,
): Task<Float64Array[]> {
  const { vectors } = yield* part(tridiagonalEigen(diagonal, beside), 0, 0.5);
  const lifted: Float64Array[] = [];
  for (const coefficients of vectors.slice(0, count)) {
    const vector = new Float64Array(basis[0].length);
    basis.forEach((v, b) => {
      const weight = coefficients[b];
      for (let i = 0; i < v.length; i++) vector[i] += weight * v[i];
    });
    lifted.push(vector);
    yield { fraction: 0.5 + (0.5 * lifted.length) / count, stage: STAGE };
  }
  return lifted;
}
