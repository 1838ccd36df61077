import { madd, sumLanes } from '../runtime/simd.as';

/** Rows per block; `ROWS` in wasm.ts. */
const ROWS: i32 = 8;

/**
 * weights[i,j] = exp((u_i·u_j − 1)·sharpness) for rows u of length 1, 0 for j = i, and sums[i] (f64) their sum in the order of
 * j. u: f32 (rows × floats), rows and floats multiples of 4; weights: f32 (rows × rows). Rows from `count` on are none: their
 * weights are 0. Parallel over blocks of 8 rows.
 */
export function contrastWeights(block: i32, _thread: i32, u: usize, weights: usize, sums: usize, count: i32, rows: i32, floats: i32, sharpness: f64): void {
  const bytes = (<usize>floats) << 2;
  const last = min(count, (block + 1) * ROWS);
  for (let i = block * ROWS; i < last; i++) {
    const own = u + <usize>i * bytes;
    const out = weights + ((<usize>i * <usize>rows) << 2);
    let sum: f64 = 0;
    for (let j = 0; j < rows; j += 4) {
      const first = u + <usize>j * bytes, second = first + bytes, third = second + bytes, fourth = third + bytes;
      let a = f32x4.splat(0), b = a, c = a, d = a;
      for (let at: usize = 0; at < bytes; at += 16) {
        const value = v128.load(own + at);
        a = madd(value, v128.load(first + at), a);
        b = madd(value, v128.load(second + at), b);
        c = madd(value, v128.load(third + at), c);
        d = madd(value, v128.load(fourth + at), d);
      }
      const to = out + ((<usize>j) << 2);
      sum += storeWeight(to, sumLanes(a), i != j && j < count, sharpness);
      sum += storeWeight(to + 4, sumLanes(b), i != j + 1 && j + 1 < count, sharpness);
      sum += storeWeight(to + 8, sumLanes(c), i != j + 2 && j + 2 < count, sharpness);
      sum += storeWeight(to + 12, sumLanes(d), i != j + 3 && j + 3 < count, sharpness);
    }
    store<f64>(sums + ((<usize>i) << 3), sum);
  }
}

// @ts-ignore: decorator
@inline
function storeWeight(at: usize, cosine: f32, counts: bool, sharpness: f64): f64 {
  const weight: f64 = counts ? Math.exp((<f64>cosine - 1) * sharpness) : 0;
  store<f32>(at, <f32>weight);
  return weight;
}

/**
 * out_i = Σ_j weights[i,j]·(1/sums[i] + 1/sums[j])·u_j, added up in the order of j. Parallel over blocks of 8 rows.
 */
export function contrastPull(block: i32, _thread: i32, u: usize, weights: usize, sums: usize, out: usize, count: i32, rows: i32, floats: i32): void {
  const bytes = (<usize>floats) << 2;
  const last = min(count, (block + 1) * ROWS);
  for (let i = block * ROWS; i < last; i++) {
    const to = out + <usize>i * bytes;
    const own: f64 = 1 / load<f64>(sums + ((<usize>i) << 3));
    memory.fill(to, 0, bytes);
    for (let j = 0; j < count; j++) {
      const weight = load<f32>(weights + ((<usize>i * <usize>rows + <usize>j) << 2));
      const factor = f32x4.splat(<f32>(<f64>weight * (own + 1 / load<f64>(sums + ((<usize>j) << 3)))));
      const from = u + <usize>j * bytes;
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(to + at, madd(factor, v128.load(from + at), v128.load(to + at)));
      }
    }
  }
}
