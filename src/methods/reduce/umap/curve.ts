/** Places at which the curve is fitted, and how far they reach in units of `spread`: umap-learn's. */
const PLACES = 300;
const REACH = 3;
const STEPS_MAX = 200;

export interface Curve {
  a: number;
  b: number;
}

/** How near in the map near rows are meant to be: 1 up to minDist, then falling by `spread`. */
const target = (x: number, spread: number, minDist: number): number =>
  x < minDist ? 1 : Math.exp(-(x - minDist) / spread);

/** Σ of squared residuals of 1/(1 + a·x^2b), and what Gauss and Newton's equations need. */
function measure({ a, b }: Curve, spread: number, minDist: number) {
  const normal = { squares: 0, aa: 0, ab: 0, bb: 0, a: 0, b: 0 };
  for (let i = 0; i < PLACES; i++) {
    const x = (i * REACH * spread) / (PLACES - 1);
    const power = x ** (2 * b);
    const value = 1 / (1 + a * power);
    const residual = target(x, spread, minDist) - value;
    const slopeA = -power * value * value;
    const slopeB = x > 0 ? 2 * Math.log(x) * a * slopeA : 0;
    normal.squares += residual * residual;
    normal.aa += slopeA * slopeA;
    normal.ab += slopeA * slopeB;
    normal.bb += slopeB * slopeB;
    normal.a += slopeA * residual;
    normal.b += slopeB * residual;
  }
  return normal;
}

/**
 * The a and b for which 1/(1 + a·x^2b) is closest, in squares, to the wanted nearness at distance x, by Levenberg and
 * Marquardt's method from (1, 1), as umap-learn's `find_ab_params`.
 */
export function fitCurve(spread: number, minDist: number): Curve {
  let curve: Curve = { a: 1, b: 1 };
  let normal = measure(curve, spread, minDist);
  let damping = 1e-3;
  for (let step = 0; step < STEPS_MAX; step++) {
    const aa = normal.aa * (1 + damping);
    const bb = normal.bb * (1 + damping);
    const determinant = aa * bb - normal.ab * normal.ab;
    const change = {
      a: (normal.a * bb - normal.b * normal.ab) / determinant,
      b: (normal.b * aa - normal.a * normal.ab) / determinant,
    };
    const tried = { a: curve.a + change.a, b: curve.b + change.b };
    const next = tried.a > 0 && tried.b > 0 ? measure(tried, spread, minDist) : undefined;
    if (next && next.squares < normal.squares) {
      [curve, normal] = [tried, next];
      damping /= 10;
      if (Math.abs(change.a) < 1e-10 * curve.a && Math.abs(change.b) < 1e-10 * curve.b) break;
    } else {
      damping *= 10;
      // No step of any length is better: the least squares are found, to rounding.
      if (damping > 1e12) break;
    }
  }
  return curve;
}
