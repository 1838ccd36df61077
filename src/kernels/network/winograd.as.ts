import { madd } from '../runtime/simd.as';
import { Layer } from './layer.as';
import { storeLargest } from './pool.as';

// 3 × 3 convolutions whose outputs are pooled in windows of 2 × 2, by Winograd's minimal filtering F(2 × 2, 3 × 3) (Lavin &
// Gray 2016): the four outputs of a window come from 16 products per pair of channels instead of 36. Channels in
// multiples of 4.

/** Images of one block: their windows fill tiles of four with little waste, and there are blocks for many threads. */
const IMAGES: i32 = 2;
/** Elements of a transformed input tile or filter. */
const ELEMENTS: i32 = 16;

/**
 * y of one layer as networkForward computes it, up to rounding. scratch: 64·(windows of two images, a multiple of 4)·channels
 * + 2,048 bytes for each thread. Parallel over blocks of two images.
 */
export function networkForwardPooled(block: i32, thread: i32, record: usize, images: i32, scratch: usize, scratchBytes: usize): void {
  const layer = changetype<Layer>(record);
  const first = block * IMAGES;
  const windows = layer.positions >> 2;
  const count = min(IMAGES, images - first) * windows;
  const pixelBytes = (<usize>layer.run / 3) << 2;
  const tileBytes = pixelBytes * ELEMENTS;
  const products = scratch + <usize>thread * scratchBytes;
  const tiles = products + 2048;
  const x = layer.x + <usize>first * layer.inBytes;
  for (let w = 0; w < count; w++) {
    transformInput(x + load<i32>(layer.offsets + ((<usize>w) << 4)), layer.rowBytes, pixelBytes, tiles + <usize>w * tileBytes);
  }
  const floor = f32x4.splat(layer.relu ? 0 : -(<f32>Infinity));
  for (let c = 0; c < layer.outputs; c += 8) {
    const filters = layer.packed + <usize>(c >> 3) * tileBytes * 8;
    const y = layer.y + <usize>first * layer.outBytes + ((<usize>c) << 2);
    const winners = layer.winners + <usize>(first * windows * layer.outputs + c);
    const bias0 = v128.load(layer.biases + ((<usize>c) << 2)), bias1 = v128.load(layer.biases + ((<usize>c) << 2), 16);
    for (let w = 0; w < count; w += 4) {
      multiply(tiles + <usize>w * tileBytes, filters, pixelBytes, products);
      for (let i = w; i < min(w + 4, count); i++) {
        const at = y + load<i32>(layer.outOffsets + ((<usize>i) << 2));
        poolProducts(products + ((<usize>(i - w)) << 5), at, winners + <usize>(i * layer.outputs), bias0, bias1, floor);
      }
    }
  }
}

/** Bᵀ·d·B for the 4 × 4 pixels d at `from`, all channels: 16 arrays of channels one after another. */
// @ts-ignore: decorator
@inline
function transformInput(from: usize, rowBytes: usize, pixelBytes: usize, to: usize): void {
  for (let c: usize = 0; c < pixelBytes; c += 16) {
    for (let a = 0; a < 4; a++) {
      // Row a of Bᵀ·d takes two rows of d: 0 − 2, 1 + 2, 2 − 1, 1 − 3.
      const plus = from + c + rowBytes * (a == 0 ? 0 : a == 2 ? 2 : 1);
      const other = from + c + rowBytes * (a == 0 || a == 1 ? 2 : a == 2 ? 1 : 3);
      const sign = f32x4.splat(a == 1 ? 1 : -1);
      const d0 = madd(v128.load(other), sign, v128.load(plus));
      const d1 = madd(v128.load(other + pixelBytes), sign, v128.load(plus + pixelBytes));
      const d2 = madd(v128.load(other + pixelBytes * 2), sign, v128.load(plus + pixelBytes * 2));
      const d3 = madd(v128.load(other + pixelBytes * 3), sign, v128.load(plus + pixelBytes * 3));
      const at = to + c + pixelBytes * 4 * a;
      v128.store(at, f32x4.sub(d0, d2));
      v128.store(at + pixelBytes, f32x4.add(d1, d2));
      v128.store(at + pixelBytes * 2, f32x4.sub(d2, d1));
      v128.store(at + pixelBytes * 3, f32x4.sub(d1, d3));
    }
  }
}

/** products (16 × four tiles × eight outputs): for each of the 16 elements the sums over channels of tile · filter. */
// @ts-ignore: decorator
@inline
function multiply(tiles: usize, filters: usize, pixelBytes: usize, products: usize): void {
  const tileBytes = pixelBytes * ELEMENTS;
  let w = filters;
  let to = products;
  for (let from = tiles; from < tiles + tileBytes; from += pixelBytes) {
    let a0 = f32x4.splat(0), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
    const second = from + tileBytes, third = second + tileBytes, fourth = third + tileBytes;
    for (let k: usize = 0; k < pixelBytes; k += 4) {
      const w0 = v128.load(w), w1 = v128.load(w, 16);
      w += 32;
      const e = v128.load32_splat(from + k);
      a0 = madd(e, w0, a0);
      a1 = madd(e, w1, a1);
      const f = v128.load32_splat(second + k);
      b0 = madd(f, w0, b0);
      b1 = madd(f, w1, b1);
      const g = v128.load32_splat(third + k);
      c0 = madd(g, w0, c0);
      c1 = madd(g, w1, c1);
      const h = v128.load32_splat(fourth + k);
      d0 = madd(h, w0, d0);
      d1 = madd(h, w1, d1);
    }
    v128.store(to, a0);
    v128.store(to, a1, 16);
    v128.store(to, b0, 32);
    v128.store(to, b1, 48);
    v128.store(to, c0, 64);
    v128.store(to, c1, 80);
    v128.store(to, d0, 96);
    v128.store(to, d1, 112);
    to += 128;
  }
}

/** Aᵀ·m·A of one tile for eight outputs: the four outputs of a window, of which the largest is stored. */
// @ts-ignore: decorator
@inline
function poolProducts(m: usize, at: usize, winners: usize, bias0: v128, bias1: v128, floor: v128): void {
  // Column j of Aᵀ·m: its upper entry is m0 + m1 + m2, its lower one m1 − m2 − m3.
  const low = m, high = m + 16;
  const u0 = upper(low, 0), u1 = upper(low, 1), u2 = upper(low, 2), u3 = upper(low, 3);
  const l0 = lower(low, 0), l1 = lower(low, 1), l2 = lower(low, 2), l3 = lower(low, 3);
  const v0 = upper(high, 0), v1 = upper(high, 1), v2 = upper(high, 2), v3 = upper(high, 3);
  const k0 = lower(high, 0), k1 = lower(high, 1), k2 = lower(high, 2), k3 = lower(high, 3);
  storeLargest(
    at,
    winners,
    f32x4.add(sum(u0, u1, u2), bias0),
    f32x4.add(sum(v0, v1, v2), bias1),
    f32x4.add(rest(u1, u2, u3), bias0),
    f32x4.add(rest(v1, v2, v3), bias1),
    f32x4.add(sum(l0, l1, l2), bias0),
    f32x4.add(sum(k0, k1, k2), bias1),
    f32x4.add(rest(l1, l2, l3), bias0),
    f32x4.add(rest(k1, k2, k3), bias1),
    floor,
  );
}

// @ts-ignore: decorator
@inline
function sum(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.add(a, b), c);
}

// @ts-ignore: decorator
@inline
function rest(a: v128, b: v128, c: v128): v128 {
  return f32x4.sub(f32x4.sub(a, b), c);
}

// @ts-ignore: decorator
@inline
function upper(m: usize, j: usize): v128 {
  const at = m + (j << 7);
  return sum(v128.load(at), v128.load(at, 512), v128.load(at, 1024));
}

// @ts-ignore: decorator
@inline
function lower(m: usize, j: usize): v128 {
  const at = m + (j << 7);
  return rest(v128.load(at, 512), v128.load(at, 1024), v128.load(at, 1536));
}

/** G·g·Gᵀ of the 3 × 3 filters of eight outputs from `weights`, as `multiply` reads them: (16 × channels × 8). */
// @ts-ignore: decorator
@inline
export function packTransformed(weights: usize, weightBytes: usize, runBytes: usize, pixelBytes: usize, packed: usize): void {
  const half: f32 = 0.5;
  for (let i: usize = 0; i < 8; i++) {
    for (let c: usize = 0; c < pixelBytes; c += 4) {
      const g = weights + i * weightBytes + c;
      const to = packed + (c << 3) + (i << 2);
      for (let a: usize = 0; a < 4; a++) {
        const g0 = rowOfG(g, runBytes, a), g1 = rowOfG(g + pixelBytes, runBytes, a), g2 = rowOfG(g + pixelBytes * 2, runBytes, a);
        const at = to + (a << 2) * (pixelBytes << 3);
        store<f32>(at, g0);
        store<f32>(at + (pixelBytes << 3), half * (g0 + g1 + g2));
        store<f32>(at + (pixelBytes << 4), half * (g0 - g1 + g2));
        store<f32>(at + (pixelBytes << 3) * 3, g2);
      }
    }
  }
}

/** Entry of G·g in row a for one column of g: g0, (g0 + g1 + g2)/2, (g0 − g1 + g2)/2, g2. */
// @ts-ignore: decorator
@inline
function rowOfG(g: usize, runBytes: usize, a: usize): f32 {
  const g0 = load<f32>(g), g1 = load<f32>(g + runBytes), g2 = load<f32>(g + runBytes * 2);
  if (a == 0) return g0;
  if (a == 3) return g2;
  return <f32>0.5 * (a == 1 ? g0 + g1 + g2 : g0 - g1 + g2);
}
