// Squared forms ‖F·(x − mean)‖² of eight rows at a time, in f64. The rows lie in lines: for each column their 8 values.

/** Bytes of a line. */
export const LINE: usize = 64;

/** a·b + c, fused where the machine has it. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/**
 * For a lower triangle F, its rows in interleaved pairs (pairs × stride × 2): squares[0 … 7] = ‖F·d‖² of the eight rows d in
 * `lines`; or with `products`, to where the lines of F·d go (one more when cols is odd).
 */
// @ts-ignore: decorator
@inline
function multiply(lines: usize, factor: usize, stride: i32, cols: i32, squares: usize, products: usize): void {
  let s0 = f64x2.splat(0), s1 = f64x2.splat(0), s2 = f64x2.splat(0), s3 = f64x2.splat(0);
  for (let j = 0; j < cols; j += 2, factor += <usize>stride << 4) {
    let a0 = f64x2.splat(0), a1 = f64x2.splat(0), a2 = f64x2.splat(0), a3 = f64x2.splat(0);
    let b0 = f64x2.splat(0), b1 = f64x2.splat(0), b2 = f64x2.splat(0), b3 = f64x2.splat(0);
    let f = factor;
    const end = f + (<usize>min(j + 2, cols) << 4);
    for (let d = lines; f < end; f += 16, d += LINE) {
      const d0 = v128.load(d), d1 = v128.load(d, 16), d2 = v128.load(d, 32), d3 = v128.load(d, 48);
      const a = v128.load64_splat(f), b = v128.load64_splat(f, 8);
      a0 = madd(a, d0, a0);
      a1 = madd(a, d1, a1);
      a2 = madd(a, d2, a2);
      a3 = madd(a, d3, a3);
      b0 = madd(b, d0, b0);
      b1 = madd(b, d1, b1);
      b2 = madd(b, d2, b2);
      b3 = madd(b, d3, b3);
    }
    if (products) {
      storeLine(products + <usize>j * LINE, a0, a1, a2, a3);
      storeLine(products + <usize>(j + 1) * LINE, b0, b1, b2, b3);
    } else {
      s0 = madd(b0, b0, madd(a0, a0, s0));
      s1 = madd(b1, b1, madd(a1, a1, s1));
      s2 = madd(b2, b2, madd(a2, a2, s2));
      s3 = madd(b3, b3, madd(a3, a3, s3));
    }
  }
  if (!products) storeLine(squares, s0, s1, s2, s3);
}

/** squares[0 … 7] = ‖F·(x − mean)‖². */
export function wholeForm(lines: usize, differences: usize, mean: usize, factor: usize, stride: i32, cols: i32, squares: usize): void {
  subtract(lines, differences, mean, cols);
  multiply(differences, factor, stride, cols, squares, 0);
}

/** products = F·x. */
export function whiten(lines: usize, factor: usize, stride: i32, cols: i32, products: usize): void {
  multiply(lines, factor, stride, cols, 0, products);
}

/** squares[0 … 7] = ‖x − mean‖². */
export function plainForm(lines: usize, mean: usize, cols: i32, squares: usize): void {
  let s0 = f64x2.splat(0), s1 = f64x2.splat(0), s2 = f64x2.splat(0), s3 = f64x2.splat(0);
  for (let c: usize = 0; c < <usize>cols; c++, lines += LINE) {
    const m = v128.load64_splat(mean + (c << 3));
    let e = f64x2.sub(v128.load(lines), m);
    s0 = madd(e, e, s0);
    e = f64x2.sub(v128.load(lines, 16), m);
    s1 = madd(e, e, s1);
    e = f64x2.sub(v128.load(lines, 32), m);
    s2 = madd(e, e, s2);
    e = f64x2.sub(v128.load(lines, 48), m);
    s3 = madd(e, e, s3);
  }
  storeLine(squares, s0, s1, s2, s3);
}

/** squares[0 … 7] = ‖factor ∘ (x − mean)‖². */
export function diagonalForm(lines: usize, mean: usize, factor: usize, cols: i32, squares: usize): void {
  let s0 = f64x2.splat(0), s1 = f64x2.splat(0), s2 = f64x2.splat(0), s3 = f64x2.splat(0);
  for (let c: usize = 0; c < <usize>cols; c++, lines += LINE) {
    const m = v128.load64_splat(mean + (c << 3)), f = v128.load64_splat(factor + (c << 3));
    let e = f64x2.mul(f64x2.sub(v128.load(lines), m), f);
    s0 = madd(e, e, s0);
    e = f64x2.mul(f64x2.sub(v128.load(lines, 16), m), f);
    s1 = madd(e, e, s1);
    e = f64x2.mul(f64x2.sub(v128.load(lines, 32), m), f);
    s2 = madd(e, e, s2);
    e = f64x2.mul(f64x2.sub(v128.load(lines, 48), m), f);
    s3 = madd(e, e, s3);
  }
  storeLine(squares, s0, s1, s2, s3);
}

// @ts-ignore: decorator
@inline
function subtract(lines: usize, differences: usize, mean: usize, cols: i32): void {
  for (let c: usize = 0; c < <usize>cols; c++, lines += LINE, differences += LINE) {
    const m = v128.load64_splat(mean + (c << 3));
    v128.store(differences, f64x2.sub(v128.load(lines), m));
    v128.store(differences, f64x2.sub(v128.load(lines, 16), m), 16);
    v128.store(differences, f64x2.sub(v128.load(lines, 32), m), 32);
    v128.store(differences, f64x2.sub(v128.load(lines, 48), m), 48);
  }
}

// @ts-ignore: decorator
@inline
function storeLine(to: usize, s0: v128, s1: v128, s2: v128, s3: v128): void {
  v128.store(to, s0);
  v128.store(to, s1, 16);
  v128.store(to, s2, 32);
  v128.store(to, s3, 48);
}
