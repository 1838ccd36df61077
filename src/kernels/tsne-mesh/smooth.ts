import { cholesky } from '../../core/linalg/cholesky';
import type { Potential } from './potential';
import { valueAt } from './potential';

/** Wave numbers looked at, per node: up to FARTHEST every STEP. What lies beyond is weaker than what is looked at. */
const STEP = 0.12;
const FARTHEST = 25;
/** Radii at which the potential is summed within the reach, crowded towards 0, where it may be sharp. */
const RADII = 120;
/** Coefficients of the polynomial: it is of degree 3 in the squared distance. */
const TERMS = 4;
/** Order of the splines. */
const ORDER = 4;
/** Keeps the normal equations solvable where a term hardly matters; far below any error that shows. */
const RIDGE = 1e-13;

/**
 * Coefficients, in powers of s − R², of the polynomial that replaces a potential of the squared distance s (in nodes)
 * within R, such that the whole loses least on a lattice with cubic splines. A lattice misses the share ε² of the energy
 * at a wave number κ, and all beyond π; the polynomial is the least-squares solution for that loss, κ² times which is the
 * loss in the force. So neither its value nor its slope at R are prescribed: what they jump by costs wave numbers, and
 * that is in the sum. On maps of MNIST the force error is half that of the potential's Taylor polynomial about R².
 */
export function smoothest(potential: Potential, dims: 2 | 3, reach: number): Float64Array {
  const square = reach ** 2;
  const shells = shellsOf(dims, reach);
  const weights = shells.map(({ s, measure }) => valueAt(potential, s) * measure);
  const normal = new Float64Array(TERMS * TERMS);
  const right = new Float64Array(TERMS);
  for (let kappa = STEP / 2; kappa < FARTHEST; kappa += STEP) {
    const terms = new Float64Array(TERMS);
    let missing = transformAt(potential, dims, kappa);
    shells.forEach(({ r, s, measure }, i) => {
      const wave = waveAt(dims, kappa * r);
      missing -= weights[i] * wave;
      let power = measure * wave;
      for (let j = 0; j < TERMS; j++, power *= s / square - 1) terms[j] += power;
    });
    const weight = kappa ** (dims + 1) * missedShare(kappa);
    for (let i = 0; i < TERMS; i++) {
      right[i] -= weight * terms[i] * missing;
      for (let j = 0; j < TERMS; j++) normal[i * TERMS + j] += weight * terms[i] * terms[j];
    }
  }
  return solved(normal, right).map((c, j) => c / square ** j);
}

interface Shell {
  r: number;
  s: number;
  /** Area or volume. */
  measure: number;
}

function shellsOf(dims: 2 | 3, reach: number): Shell[] {
  return Array.from({ length: RADII }, (_, i) => {
    const v = (i + 0.5) / RADII;
    const r = reach * v * v;
    const around = dims === 2 ? 2 * Math.PI * r : 4 * Math.PI * r * r;
    return { r, s: r * r, measure: (around * 2 * reach * v) / RADII };
  });
}

/** Mean of a plane wave over a circle or sphere, at phase x on its axis: J₀(x) or sin(x)/x. */
function waveAt(dims: 2 | 3, x: number): number {
  if (dims === 3) return x < 1e-4 ? 1 : Math.sin(x) / x;
  return besselJ0(x);
}

/** Σ c[i]·x^i. */
const polynomial = (c: readonly number[], x: number): number =>
  c.reduceRight((sum, value) => sum * x + value, 0);

/** Error below 5e-8 (Abramowitz & Stegun 9.4.1 and 9.4.3). */
function besselJ0(x: number): number {
  if (x <= 3) return polynomial(J0_NEAR, (x / 3) ** 2);
  const phase = x + polynomial(J0_PHASE, 3 / x);
  return (polynomial(J0_AMPLITUDE, 3 / x) * Math.cos(phase)) / Math.sqrt(x);
}

const J0_NEAR = [1, -2.2499997, 1.2656208, -0.3163866, 0.0444479, -0.0039444, 0.00021];
const J0_AMPLITUDE = [
  0.79788456, -0.00000077, -0.0055274, -0.00009512, 0.00137237, -0.00072805, 0.00014476,
];
const J0_PHASE = [
  -0.78539816, -0.04166397, -0.00003954, 0.00262573, -0.00054125, -0.00029333, 0.00013558,
];

/** The potential's own transform (Gradshteyn & Ryzhik 6.532, 3.773). */
function transformAt({ scale, a, power }: Potential, dims: 2 | 3, kappa: number): number {
  const x = kappa / Math.sqrt(a);
  if (dims === 2) return (scale * 2 * Math.PI * besselK0(x)) / a;
  const volume = scale * a ** -1.5;
  return power === 4 ? volume * Math.PI ** 2 * Math.exp(-x) : volume * 4 * Math.PI * besselK0(x);
}

/** ∫ exp(−x·cosh t) dt from 0, by the trapezoidal rule, which converges exponentially here. */
function besselK0(x: number): number {
  const step = 0.1;
  let sum = Math.exp(-x) / 2;
  for (let t = step; ; t += step) {
    const term = Math.exp(-x * Math.cosh(t));
    sum += term;
    if (term <= 1e-17 * sum) return sum * step;
  }
}

/** Share of the energy at a wave number that spreading and reading with splines puts at others; all beyond π. */
function missedShare(kappa: number): number {
  if (kappa >= Math.PI) return 1;
  const spline = (k: number) => (Math.sin(k / 2) / (k / 2)) ** ORDER;
  let missed = 0;
  for (let m = -3; m <= 3; m++) {
    const other = kappa + 2 * Math.PI * m;
    if (m !== 0) missed += ((other / kappa) * (spline(other) / spline(kappa))) ** 2;
  }
  return Math.min(1, missed);
}

function solved(A: Float64Array, b: Float64Array): Float64Array {
  const trace = Array.from(b, (_, i) => A[i * TERMS + i]).reduce((sum, value) => sum + value);
  for (let i = 0; i < TERMS; i++) A[i * TERMS + i] += RIDGE * trace;
  const L = cholesky(A, TERMS);
  if (!L) throw new Error('the terms of a smoothed potential are not independent');
  const x = b.slice();
  for (let i = 0; i < TERMS; i++) {
    for (let j = 0; j < i; j++) x[i] -= L[i * TERMS + j] * x[j];
    x[i] /= L[i * TERMS + i];
  }
  for (let i = TERMS - 1; i >= 0; i--) {
    for (let j = i + 1; j < TERMS; j++) x[i] -= L[j * TERMS + i] * x[j];
    x[i] /= L[i * TERMS + i];
  }
  return x;
}
