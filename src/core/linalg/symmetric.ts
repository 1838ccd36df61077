import type { Operator } from './top-eigenpairs';

/** Products with a symmetric matrix given in full, row-major (n × n). */
export const symmetricOperator =
  (A: Float64Array, n: number): Operator =>
  (x) => {
    const out = new Float64Array(n);
    const whole = n - (n % 4);
    for (let i = 0, row = 0; i < n; i++, row += n) {
      // Four sums: one would wait for each addition before the next.
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let j = 0, at = row; j < whole; j += 4, at += 4) {
        a += A[at] * x[j];
        b += A[at + 1] * x[j + 1];
        c += A[at + 2] * x[j + 2];
        d += A[at + 3] * x[j + 3];
      }
      for (let j = whole; j < n; j++) a += A[row + j] * x[j];
      out[i] = a + b + (c + d);
    }
    return out;
  };
