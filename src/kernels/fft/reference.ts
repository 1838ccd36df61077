/** Σ_j x[j]·exp(−2πi·jk/N) for k = 0 … N−1 of a real sequence, as (N × 2) real and imaginary parts. O(N²). */
export function dftReference(x: ArrayLike<number>, N: number): Float64Array {
  const out = new Float64Array(2 * N);
  for (let k = 0; k < N; k++) {
    for (let j = 0; j < x.length; j++) {
      const angle = (-2 * Math.PI * ((j * k) % N)) / N;
      out[2 * k] += x[j] * Math.cos(angle);
      out[2 * k + 1] += x[j] * Math.sin(angle);
    }
  }
  return out;
}

/** out[i] = Σ_j kernel(squared lag between nodes i and j)·values[j] on a lattice of `side` nodes per axis, x fastest. */
export function convolutionReference(
  values: Float64Array,
  dims: 2 | 3,
  side: number,
  kernel: (squaredLag: number) => number,
): Float64Array {
  const place = (node: number) => [
    node % side,
    Math.floor(node / side) % side,
    dims === 3 ? Math.floor(node / side ** 2) : 0,
  ];
  return values.map((_, i) => {
    const a = place(i);
    return values.reduce((sum, value, j) => {
      const b = place(j);
      return sum + value * kernel((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2);
    }, 0);
  });
}
