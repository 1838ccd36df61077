import type { ToScreen } from './plot-view';

/** Sixteen numbers, column by column, as WebGL has them. */
export type Matrix4 = ArrayLike<number>;

/** A·B. */
export function multiply(A: Matrix4, B: Matrix4): Float64Array {
  const product = new Float64Array(16);
  for (let column = 0; column < 4; column++)
    for (let row = 0; row < 4; row++)
      for (let k = 0; k < 4; k++) product[column * 4 + row] += A[k * 4 + row] * B[column * 4 + k];
  return product;
}

interface Lens {
  /** Coordinates are seen times these. */
  scale: ArrayLike<number>;
  width: number;
  height: number;
}

/** What lies behind the eye is nowhere on the page. */
const NOWHERE = -1e6;

/** Where a camera sees points of a space (rows × dims, the first three count), in pixels of a view. */
export function projection(
  camera: Matrix4,
  coordinates: ArrayLike<number>,
  dims: number,
  { scale, width, height }: Lens,
): ToScreen {
  // Rows of the camera's matrix, the scale taken in.
  const rows = [0, 1, 2, 3].map((row) => [
    camera[row] * scale[0],
    camera[4 + row] * scale[1],
    camera[8 + row] * scale[2],
    camera[12 + row],
  ]);
  const along = ([a, b, c, d]: readonly number[], point: number): number => {
    const from = point * dims;
    return a * coordinates[from] + b * coordinates[from + 1] + c * coordinates[from + 2] + d;
  };
  const [across, up, away, w] = rows;
  const seen = (row: readonly number[], point: number): number => {
    const distance = along(w, point);
    return distance > 0 ? along(row, point) / distance : NOWHERE;
  };
  return {
    x: (point) => (0.5 + 0.5 * seen(across, point)) * width,
    y: (point) => (0.5 - 0.5 * seen(up, point)) * height,
    depth: (point) => 0.5 + 0.5 * seen(away, point),
  };
}
