/**
 * Lower triangle L with L·Lᵀ = A, row-major (n × n); undefined when A is not positive definite. n³/6 multiply-adds: for
 * small matrices.
 */
export function cholesky(A: Float64Array, n: number): Float64Array | undefined {
  const L = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = A[i * n + j];
      for (let k = 0; k < j; k++) sum -= L[i * n + k] * L[j * n + k];
      if (i !== j) L[i * n + j] = sum / L[j * n + j];
      else if (sum > 0) L[i * n + i] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return L;
}

/** Inverse of a lower triangle, row-major (n × n), itself a lower triangle. */
export function invertLower(L: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    inverse[j * n + j] = 1 / L[j * n + j];
    for (let i = j + 1; i < n; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= L[i * n + k] * inverse[k * n + j];
      inverse[i * n + j] = sum / L[i * n + i];
    }
  }
  return inverse;
}
