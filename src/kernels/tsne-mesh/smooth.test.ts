import { describe, expect, it } from 'vitest';
import { forcePotential, similarityOf, valueAt, type Potential } from './potential';
import { smoothest } from './smooth';

const NODES = 96;
const PER_NODE = 4;

/** Taylor's polynomial of degree 3 about s, what one would take without further thought. */
function taylor(potential: Potential, s: number): number[] {
  const { a, power } = potential;
  const [b, base] = [power / 2, 1 + a * s];
  const c = [valueAt(potential, s)];
  for (let i = 0; i < 3; i++) c.push((-c[i] * (b + i) * a) / ((i + 1) * base));
  return c;
}

/** Σ κ²·|K̂|² beyond the lattice's last wave number, along one axis, of a kernel that is the polynomial within R. */
function lostForce(potential: Potential, dims: 2 | 3, reach: number, c: ArrayLike<number>): number {
  const steps = Array.from(
    { length: NODES * PER_NODE },
    (_, i) => (i + 0.5) / PER_NODE - NODES / 2,
  );
  const near = steps.filter((x) => Math.abs(x) <= reach + 8);
  const across =
    dims === 2 ? near.map((y) => y * y) : near.flatMap((y) => near.map((z) => y * y + z * z));
  const line = steps.map((x) => {
    let sum = 0;
    for (const rest of across) {
      const t = x * x + rest - reach ** 2;
      const inside = c[0] + t * (c[1] + t * (c[2] + t * c[3]));
      sum += (t < 0 ? inside : valueAt(potential, x * x + rest)) / PER_NODE ** (dims - 1);
    }
    return sum;
  });
  let lost = 0;
  for (let k = NODES / 2; k < NODES; k++) {
    const kappa = (2 * Math.PI * k) / NODES;
    const wave = steps.reduce((sum, x, i) => sum + line[i] * Math.cos(kappa * x), 0) / PER_NODE;
    lost += (kappa * wave) ** 2;
  }
  return lost;
}

describe('smoothest', () => {
  const cases: [string, Potential, 2 | 3, number][] = [
    ['1/(1 + d²)', similarityOf(2), 2, 2.7],
    ['1/(1 + d²), half as wide', { ...similarityOf(2), a: 4 }, 2, 2.2],
    ['(1 + d²/2)^(−3/2)', similarityOf(3), 3, 2.5],
    ['(1 + d²/2)⁻²', forcePotential(3, 'sklearn'), 3, 2.5],
  ];

  it.each(cases)(
    'leaves less beyond the lattice than a Taylor polynomial: %s',
    (_, potential, dims, reach) => {
      const loss = lostForce(potential, dims, reach, smoothest(potential, dims, reach));
      expect(loss).toBeLessThan(
        0.5 * lostForce(potential, dims, reach, taylor(potential, reach ** 2)),
      );
    },
  );

  it.each(cases)('meets the potential at R: %s', (_, potential, dims, reach) => {
    const [value, slope] = smoothest(potential, dims, reach);
    const [wanted, wantedSlope] = taylor(potential, reach ** 2);
    expect(Math.abs(value / wanted - 1)).toBeLessThan(0.02);
    expect(Math.abs(slope / wantedSlope - 1)).toBeLessThan(0.1);
  });

  it('is the same polynomial in any unit', () => {
    const one = smoothest(similarityOf(2), 2, 2.5);
    const scaled = smoothest({ ...similarityOf(2), scale: 3 }, 2, 2.5);
    scaled.forEach((c, i) => expect(c / one[i]).toBeCloseTo(3, 6));
  });
});
