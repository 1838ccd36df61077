/** out[r] = Σ_c X[r,c]·v[c]. X row-major (rows × stride). The readable form of the kernel `dotRows`. */
export function dotRowsReference(
  X: Float32Array,
  v: Float32Array,
  rows: number,
  stride: number,
): Float64Array {
  const out = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < stride; c++) out[r] += X[r * stride + c] * v[c];
  }
  return out;
}
