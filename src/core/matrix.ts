/** Row-major matrix of samples (rows × cols). The value of an entry is `data[r * cols + c] * scale`. */
export interface Matrix {
  data: Uint8Array | Float32Array | Float64Array;
  rows: number;
  cols: number;
  /**
   * Factor from stored to meant values. Pixels stay bytes (exact integer arithmetic) and "pixels / 255" is
   * `scale = 1/255`: distances, means and variances are computed on the stored integers and scaled once.
   */
  scale: number;
}

export const matrix = (data: Matrix['data'], rows: number, cols: number, scale = 1): Matrix => {
  if (data.length !== rows * cols) {
    throw new RangeError(`matrix: ${data.length} values are not ${rows} rows of ${cols}`);
  }
  return { data, rows, cols, scale };
};

/** The meant values in double precision (rows × cols), scale applied. */
export function toFloat64(X: Matrix): Float64Array {
  const out = new Float64Array(X.data.length);
  for (let i = 0; i < out.length; i++) out[i] = X.data[i] * X.scale;
  return out;
}

/** The meant values in single precision (rows × cols), scale applied; no copy when nothing changes. */
export function toFloat32(X: Matrix): Float32Array {
  if (X.data instanceof Float32Array && X.scale === 1) return X.data;
  const out = new Float32Array(X.data.length);
  for (let i = 0; i < out.length; i++) out[i] = X.data[i] * X.scale;
  return out;
}

/** The chosen rows of `X`, in the order given, same storage and scale. */
export function takeRows(X: Matrix, rows: ArrayLike<number>): Matrix {
  const { cols } = X;
  const data = new (X.data.constructor as Uint8ArrayConstructor)(rows.length * cols);
  for (let r = 0; r < rows.length; r++) {
    data.set((X.data as Uint8Array).subarray(rows[r] * cols, (rows[r] + 1) * cols), r * cols);
  }
  return { data, rows: rows.length, cols, scale: X.scale };
}
