/**
 * scikit-learn's conditional probabilities of one row: bisection on beta until |H − ln perplexity| ≤ 1e-5, at most 100
 * steps. `squares`: squared distances to the row's neighbours, as single-precision values.
 */
export function conditionalReference(squares: Float32Array, perplexity: number): Float64Array {
  const p = new Float64Array(squares.length);
  let [beta, low, high] = [1, -Infinity, Infinity];
  for (let step = 0; step < 100; step++) {
    let sum = 0;
    for (let j = 0; j < p.length; j++) sum += p[j] = Math.exp(-beta * squares[j]);
    if (sum === 0) sum = 1e-8;
    let weighted = 0;
    for (let j = 0; j < p.length; j++) {
      p[j] /= sum;
      weighted += squares[j] * p[j];
    }
    const difference = Math.log(sum) + beta * weighted - Math.log(perplexity);
    if (Math.abs(difference) <= 1e-5) break;
    if (difference > 0) {
      low = beta;
      beta = high === Infinity ? beta * 2 : (beta + high) / 2;
    } else {
      high = beta;
      beta = low === -Infinity ? beta / 2 : (beta + low) / 2;
    }
  }
  return p;
}

/** The joint probabilities (C + Cᵀ)/Σ as a dense (rows × rows) matrix. Row-major lists of k neighbours each. */
export function affinitiesReference(
  indices: Uint32Array,
  squares: Float64Array,
  k: number,
  perplexity: number,
): Float64Array {
  const rows = indices.length / k;
  const P = new Float64Array(rows * rows);
  for (let row = 0; row < rows; row++) {
    const list = Float32Array.from(squares.subarray(row * k, (row + 1) * k));
    conditionalReference(list, perplexity).forEach((p, j) => {
      const other = indices[row * k + j];
      P[row * rows + other] += p;
      P[other * rows + row] += p;
    });
  }
  const sum = P.reduce((total, value) => total + value, 0);
  return P.map((value) => value / sum);
}
