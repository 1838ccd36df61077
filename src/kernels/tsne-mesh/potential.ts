import type { GradientForm } from '../tsne-attraction/points';

/** A kernel scale·(1 + a·s)^(−power/2) of the squared distance s. */
export interface Potential {
  scale: number;
  a: number;
  power: 2 | 3 | 4;
}

/** s, whose sum over pairs is Z. */
export const similarityOf = (dims: 2 | 3): Potential =>
  dims === 2 ? { scale: 1, a: 1, power: 2 } : { scale: 1, a: 0.5, power: 3 };

/** The potential whose −½ gradient is the repulsion: its derivative by s is minus the force's factor, s² or s·w. */
export function forcePotential(dims: 2 | 3, form: GradientForm): Potential {
  if (dims === 2) return { scale: 1, a: 1, power: 2 };
  return form === 'exact' ? { scale: 4 / 3, a: 0.5, power: 3 } : { scale: 1, a: 0.5, power: 4 };
}

export const valueAt = ({ scale, a, power }: Potential, s: number): number =>
  scale * (1 + a * s) ** (-power / 2);
