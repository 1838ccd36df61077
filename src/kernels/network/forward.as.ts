import { madd } from '../runtime/simd.as';
import { GROUP, Layer } from './layer.as';
import { storeLargest, storeWinners } from './pool.as';

/**
 * y of one layer for `images` images: weights · window + bias, the largest of each pooling window, ReLU. Parallel over
 * blocks (group of four images, panel of eight outputs), the panel varying fastest.
 */
export function networkForward(block: i32, _thread: i32, record: usize, images: i32, _scratch: usize, _scratchBytes: usize): void {
  const layer = changetype<Layer>(record);
  const panels = layer.outputs >> 3;
  const group = block / panels;
  const panel = block - group * panels;
  const total = min(GROUP, images - group * GROUP) * layer.positions;
  const windows = (layer.positions / layer.window) * GROUP;
  const x = layer.x + <usize>(group * GROUP) * layer.inBytes;
  const y = layer.y + <usize>(group * GROUP) * layer.outBytes + ((<usize>panel) << 5);
  const packed = layer.packed + ((<usize>(layer.rows * layer.run) * <usize>panel) << 5);
  const winners = layer.winners + <usize>(group * windows * layer.outputs + (panel << 3));
  const rows = layer.rows;
  const runEnd = (<usize>layer.run) << 2;
  const rowBytes = layer.rowBytes;
  const bias0 = v128.load(layer.biases + ((<usize>panel) << 5));
  const bias1 = v128.load(layer.biases + ((<usize>panel) << 5), 16);
  const floor = f32x4.splat(layer.relu ? 0 : -(<f32>Infinity));

  for (let q = 0; q < total; q += 4) {
    let p0 = x + load<i32>(layer.offsets + ((<usize>q) << 2));
    let p1 = x + load<i32>(layer.offsets + ((<usize>min(q + 1, total - 1)) << 2));
    let p2 = x + load<i32>(layer.offsets + ((<usize>min(q + 2, total - 1)) << 2));
    let p3 = x + load<i32>(layer.offsets + ((<usize>min(q + 3, total - 1)) << 2));
    let a0 = bias0, a1 = bias1, b0 = bias0, b1 = bias1, c0 = bias0, c1 = bias1, d0 = bias0, d1 = bias1;
    let w = packed;
    for (let r = 0; r < rows; r++) {
      for (let k: usize = 0; k < runEnd; k += 4) {
        const w0 = v128.load(w), w1 = v128.load(w, 16);
        w += 32;
        const e = v128.load32_splat(p0 + k);
        a0 = madd(e, w0, a0);
        a1 = madd(e, w1, a1);
        const f = v128.load32_splat(p1 + k);
        b0 = madd(f, w0, b0);
        b1 = madd(f, w1, b1);
        const g = v128.load32_splat(p2 + k);
        c0 = madd(g, w0, c0);
        c1 = madd(g, w1, c1);
        const h = v128.load32_splat(p3 + k);
        d0 = madd(h, w0, d0);
        d1 = madd(h, w1, d1);
      }
      p0 += rowBytes;
      p1 += rowBytes;
      p2 += rowBytes;
      p3 += rowBytes;
    }
    if (layer.window == 4) {
      const window = q >> 2;
      const at = y + load<i32>(layer.outOffsets + ((<usize>window) << 2));
      storeLargest(at, winners + <usize>(window * layer.outputs), a0, a1, b0, b1, c0, c1, d0, d1, floor);
    } else if (layer.window == 2) {
      storePair(layer, y, winners, q >> 1, a0, a1, b0, b1, floor);
      if (q + 2 < total) storePair(layer, y, winners, (q >> 1) + 1, c0, c1, d0, d1, floor);
    } else {
      storeOne(layer, y, q, a0, a1, floor);
      if (q + 1 < total) storeOne(layer, y, q + 1, b0, b1, floor);
      if (q + 2 < total) storeOne(layer, y, q + 2, c0, c1, floor);
      if (q + 3 < total) storeOne(layer, y, q + 3, d0, d1, floor);
    }
  }
}

// @ts-ignore: decorator
@inline
function storePair(layer: Layer, y: usize, winners: usize, window: i32, a0: v128, a1: v128, b0: v128, b1: v128, floor: v128): void {
  const at = y + load<i32>(layer.outOffsets + ((<usize>window) << 2));
  v128.store(at, f32x4.max(f32x4.max(a0, b0), floor));
  v128.store(at, f32x4.max(f32x4.max(a1, b1), floor), 16);
  const one = i32x4.splat(1);
  storeWinners(winners + <usize>(window * layer.outputs), v128.and(f32x4.gt(b0, a0), one), v128.and(f32x4.gt(b1, a1), one));
}

// @ts-ignore: decorator
@inline
function storeOne(layer: Layer, y: usize, position: i32, a0: v128, a1: v128, floor: v128): void {
  const at = y + load<i32>(layer.outOffsets + ((<usize>position) << 2));
  v128.store(at, f32x4.max(a0, floor));
  v128.store(at, f32x4.max(a1, floor), 16);
}
