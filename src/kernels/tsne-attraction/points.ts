import type { Task } from '../../core/task';

/** The map's points in kernel memory, f32: (x, y) each in two dimensions, (x, y, z, 0) in three. */
export interface Points {
  pointer: number;
  rows: number;
  dims: 2 | 3;
  /** Smallest and largest of each axis: [x, x, y, y, z, z]; z 0 in two dimensions. */
  bounds: Float64Array;
}

/** How t-SNE weighs differences in three dimensions; in two both are the same. */
export type GradientForm = 'sklearn' | 'exact';

/** Values from one point to the next. */
export const strideOf = (dims: 2 | 3): number => (dims === 2 ? 2 : 4);

/**
 * A way to sum the repulsion of all pairs. With s = (1 + d²/ν)^(−(ν+1)/2), ν = dims − 1, writes Σ_j s·s·(y_i − y_j)
 * (scikit-learn's form; s·w with w = (1 + d²/ν)⁻¹ in the exact one) for each point to `out`, stored as points are, and
 * returns Z = Σ_{i≠j} s.
 */
export interface Repulsion {
  run(points: Points, out: number): Task<number>;
}
