// A sparse matrix times several vectors at once, and the conjugate gradients that stand on it. All f64: solutions of
// nearly singular systems lose half the digits there are. Never fused: every build and machine gives the same bits.

/** Rows per block. */
const ROWS: i32 = 256;

// @ts-ignore: decorator
@inline
function madd(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), c);
}

/**
 * to[:] = Σ_e weights[e]·F[indices[e],:] over the edges of one row. F's rows are `bytes` apart, a multiple of 16; eight
 * columns at a time stay in registers.
 */
// @ts-ignore: decorator
@inline
function rowProduct(indices: usize, weights: usize, first: u32, end: u32, F: usize, to: usize, bytes: usize): void {
  let column: usize = 0;
  for (; column + 64 <= bytes; column += 64) {
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    let c = f64x2.splat(0);
    let d = f64x2.splat(0);
    for (let e: usize = first; e < end; e++) {
      const weight = v128.load64_splat(weights + (e << 3));
      const from = F + <usize>load<u32>(indices + (e << 2)) * bytes + column;
      a = madd(weight, v128.load(from), a);
      b = madd(weight, v128.load(from, 16), b);
      c = madd(weight, v128.load(from, 32), c);
      d = madd(weight, v128.load(from, 48), d);
    }
    v128.store(to + column, a);
    v128.store(to + column, b, 16);
    v128.store(to + column, c, 32);
    v128.store(to + column, d, 48);
  }
  for (; column < bytes; column += 16) {
    let a = f64x2.splat(0);
    for (let e: usize = first; e < end; e++) {
      const from = F + <usize>load<u32>(indices + (e << 2)) * bytes + column;
      a = madd(v128.load64_splat(weights + (e << 3)), v128.load(from), a);
    }
    v128.store(to + column, a);
  }
}

/**
 * out = W·F. W by rows: u32 indptr (rows + 1), u32 indices, f64 weights; F, out: f64 (rows × stride), stride even.
 * Parallel over blocks of 256 rows, as all below.
 */
export function graphProduct(
  block: i32,
  _thread: i32,
  indptr: usize,
  indices: usize,
  weights: usize,
  F: usize,
  out: usize,
  rows: i32,
  stride: i32,
): void {
  const bytes = (<usize>stride) << 3;
  const last = min(rows, (block + 1) * ROWS);
  for (let r = block * ROWS; r < last; r++) {
    const at = indptr + ((<usize>r) << 2);
    rowProduct(indices, weights, load<u32>(at), load<u32>(at, 4), F, out + <usize>r * bytes, bytes);
  }
}

/**
 * out = (D − W)·P, and in partial[block,:] the block's sums of P∘out by column. `degrees`: f64 (rows), the diagonal D.
 */
export function laplacianProduct(
  block: i32,
  _thread: i32,
  indptr: usize,
  indices: usize,
  weights: usize,
  degrees: usize,
  P: usize,
  out: usize,
  partial: usize,
  rows: i32,
  stride: i32,
): void {
  const bytes = (<usize>stride) << 3;
  const sums = partial + <usize>block * bytes;
  memory.fill(sums, 0, bytes);
  const last = min(rows, (block + 1) * ROWS);
  for (let r = block * ROWS; r < last; r++) {
    const at = indptr + ((<usize>r) << 2);
    const to = out + <usize>r * bytes;
    const from = P + <usize>r * bytes;
    rowProduct(indices, weights, load<u32>(at), load<u32>(at, 4), P, to, bytes);
    const degree = v128.load64_splat(degrees + ((<usize>r) << 3));
    for (let i: usize = 0; i < bytes; i += 16) {
      const p = v128.load(from + i);
      const value = f64x2.sub(f64x2.mul(degree, p), v128.load(to + i));
      v128.store(to + i, value);
      v128.store(sums + i, madd(p, value, v128.load(sums + i)));
    }
  }
}

/**
 * X += α∘P, R −= α∘Q, and in partial[block,:] the block's sums of inverse·R∘R by column. `alpha`: f64 (stride);
 * `inverse`: f64 (rows), the preconditioner's diagonal; the others f64 (rows × stride).
 */
export function gradientStep(
  block: i32,
  _thread: i32,
  alpha: usize,
  P: usize,
  Q: usize,
  inverse: usize,
  X: usize,
  R: usize,
  partial: usize,
  rows: i32,
  stride: i32,
): void {
  const bytes = (<usize>stride) << 3;
  const sums = partial + <usize>block * bytes;
  memory.fill(sums, 0, bytes);
  const last = min(rows, (block + 1) * ROWS);
  for (let r = block * ROWS; r < last; r++) {
    const row = <usize>r * bytes;
    const scale = v128.load64_splat(inverse + ((<usize>r) << 3));
    for (let i: usize = 0; i < bytes; i += 16) {
      const a = v128.load(alpha + i);
      v128.store(X + row + i, madd(a, v128.load(P + row + i), v128.load(X + row + i)));
      const residual = f64x2.sub(v128.load(R + row + i), f64x2.mul(a, v128.load(Q + row + i)));
      v128.store(R + row + i, residual);
      v128.store(sums + i, madd(scale, f64x2.mul(residual, residual), v128.load(sums + i)));
    }
  }
}

/** P = inverse·R + β∘P. `beta`: f64 (stride). */
export function gradientDirection(
  block: i32,
  _thread: i32,
  beta: usize,
  R: usize,
  inverse: usize,
  P: usize,
  rows: i32,
  stride: i32,
): void {
  const bytes = (<usize>stride) << 3;
  const last = min(rows, (block + 1) * ROWS);
  for (let r = block * ROWS; r < last; r++) {
    const row = <usize>r * bytes;
    const scale = v128.load64_splat(inverse + ((<usize>r) << 3));
    for (let i: usize = 0; i < bytes; i += 16) {
      const along = f64x2.mul(v128.load(beta + i), v128.load(P + row + i));
      v128.store(P + row + i, madd(scale, v128.load(R + row + i), along));
    }
  }
}

/** out = U − dt·((D − W)·U − B): one explicit step of heat flow with sources B. All f64 (rows × stride). */
export function heatStep(
  block: i32,
  _thread: i32,
  indptr: usize,
  indices: usize,
  weights: usize,
  degrees: usize,
  U: usize,
  B: usize,
  dt: f64,
  out: usize,
  rows: i32,
  stride: i32,
): void {
  const bytes = (<usize>stride) << 3;
  const last = min(rows, (block + 1) * ROWS);
  const step = f64x2.splat(dt);
  for (let r = block * ROWS; r < last; r++) {
    const at = indptr + ((<usize>r) << 2);
    const row = <usize>r * bytes;
    rowProduct(indices, weights, load<u32>(at), load<u32>(at, 4), U, out + row, bytes);
    const kept = f64x2.splat(1 - dt * load<f64>(degrees + ((<usize>r) << 3)));
    for (let i: usize = 0; i < bytes; i += 16) {
      const gained = f64x2.add(v128.load(out + row + i), v128.load(B + row + i));
      v128.store(out + row + i, madd(kept, v128.load(U + row + i), f64x2.mul(step, gained)));
    }
  }
}
