import { Layer } from './layer.as';

// Batch normalisation of what a layer hands on (Ioffe & Szegedy 2015), eight outputs at a time: their values of all images
// are gone through in one order by one thread.

// @ts-ignore: decorator
@inline
function low(v: v128): v128 {
  return f64x2.promote_low_f32x4(v);
}

// @ts-ignore: decorator
@inline
function high(v: v128): v128 {
  return f64x2.promote_low_f32x4(i32x4.shuffle(v, v, 2, 3, 2, 3));
}

/** Two sums of two values each, divided, in single precision. */
// @ts-ignore: decorator
@inline
function single(a: v128, b: v128, by: v128): v128 {
  const first = f32x4.demote_f64x2_zero(f64x2.div(a, by));
  const second = f32x4.demote_f64x2_zero(f64x2.div(b, by));
  return i32x4.shuffle(first, second, 0, 1, 4, 5);
}

/**
 * z = scale·(y − mean)/√(variance + epsilon) + shift for eight outputs. With decay < 1 mean and variance are those of the
 * images at hand, and the moving ones come nearer to them by 1 − decay; with decay 1 the moving ones are taken as they are.
 * Leaves means and one over the standard deviations in `moments`. Parallel over panels of eight outputs.
 */
export function networkNormalise(panel: i32, _thread: i32, record: usize, images: i32, decay: f32, epsilon: f32): void {
  const layer = changetype<Layer>(record);
  const at = (<usize>panel) << 5;
  const half = (<usize>layer.outputs) << 2;
  const windows = layer.positions / layer.window;
  const moving = layer.moving + at;
  const moments = layer.moments + at;
  const y = layer.y + at;
  let mean0 = v128.load(moving), mean1 = v128.load(moving, 16);
  let variance0 = v128.load(moving + half), variance1 = v128.load(moving + half, 16);
  if (decay < 1) {
    const n = f64x2.splat(<f64>images * <f64>windows);
    let a = f64x2.splat(0), b = a, c = a, d = a;
    for (let image = 0; image < images; image++) {
      const from = y + <usize>image * layer.outBytes;
      let s0 = f32x4.splat(0), s1 = s0;
      for (let w = 0; w < windows; w++) {
        const place = from + load<i32>(layer.outOffsets + ((<usize>w) << 2));
        s0 = f32x4.add(s0, v128.load(place));
        s1 = f32x4.add(s1, v128.load(place, 16));
      }
      a = f64x2.add(a, low(s0));
      b = f64x2.add(b, high(s0));
      c = f64x2.add(c, low(s1));
      d = f64x2.add(d, high(s1));
    }
    mean0 = single(a, b, n);
    mean1 = single(c, d, n);
    a = f64x2.splat(0);
    b = a;
    c = a;
    d = a;
    for (let image = 0; image < images; image++) {
      const from = y + <usize>image * layer.outBytes;
      let s0 = f32x4.splat(0), s1 = s0;
      for (let w = 0; w < windows; w++) {
        const place = from + load<i32>(layer.outOffsets + ((<usize>w) << 2));
        const e0 = f32x4.sub(v128.load(place), mean0), e1 = f32x4.sub(v128.load(place, 16), mean1);
        s0 = f32x4.add(s0, f32x4.mul(e0, e0));
        s1 = f32x4.add(s1, f32x4.mul(e1, e1));
      }
      a = f64x2.add(a, low(s0));
      b = f64x2.add(b, high(s0));
      c = f64x2.add(c, low(s1));
      d = f64x2.add(d, high(s1));
    }
    variance0 = single(a, b, n);
    variance1 = single(c, d, n);
    const stays = f32x4.splat(decay), comes = f32x4.splat(1 - decay);
    v128.store(moving, f32x4.add(f32x4.mul(v128.load(moving), stays), f32x4.mul(mean0, comes)));
    v128.store(moving, f32x4.add(f32x4.mul(v128.load(moving, 16), stays), f32x4.mul(mean1, comes)), 16);
    v128.store(moving + half, f32x4.add(f32x4.mul(v128.load(moving + half), stays), f32x4.mul(variance0, comes)));
    v128.store(moving + half, f32x4.add(f32x4.mul(v128.load(moving + half, 16), stays), f32x4.mul(variance1, comes)), 16);
  }
  const one = f32x4.splat(1), added = f32x4.splat(epsilon);
  const inverse0 = f32x4.div(one, f32x4.sqrt(f32x4.add(variance0, added)));
  const inverse1 = f32x4.div(one, f32x4.sqrt(f32x4.add(variance1, added)));
  v128.store(moments, mean0);
  v128.store(moments, mean1, 16);
  v128.store(moments + half, inverse0);
  v128.store(moments + half, inverse1, 16);
  const scales = layer.scales + at;
  const scale0 = f32x4.mul(v128.load(scales), inverse0), scale1 = f32x4.mul(v128.load(scales, 16), inverse1);
  const shift0 = f32x4.sub(v128.load(scales + half), f32x4.mul(mean0, scale0));
  const shift1 = f32x4.sub(v128.load(scales + half, 16), f32x4.mul(mean1, scale1));
  const z = layer.z + at;
  for (let image = 0; image < images; image++) {
    const first = <usize>image * layer.outBytes;
    for (let w = 0; w < windows; w++) {
      const place = first + load<i32>(layer.outOffsets + ((<usize>w) << 2));
      v128.store(z + place, f32x4.add(f32x4.mul(v128.load(y + place), scale0), shift0));
      v128.store(z + place, f32x4.add(f32x4.mul(v128.load(y + place, 16), scale1), shift1), 16);
    }
  }
}

/**
 * dy from dz for eight outputs, mean and variance being those of the images at hand; the derivatives by scales and shifts,
 * written `gradientBytes` behind them. Parallel over panels of eight outputs.
 */
export function networkNormaliseBack(panel: i32, _thread: i32, record: usize, images: i32, gradientBytes: usize): void {
  const layer = changetype<Layer>(record);
  const at = (<usize>panel) << 5;
  const half = (<usize>layer.outputs) << 2;
  const windows = layer.positions / layer.window;
  const moments = layer.moments + at;
  const mean0 = v128.load(moments), mean1 = v128.load(moments, 16);
  const inverse0 = v128.load(moments + half), inverse1 = v128.load(moments + half, 16);
  const y = layer.y + at, dz = layer.dz + at, dy = layer.dy + at;
  let a = f64x2.splat(0), b = a, c = a, d = a;
  let e = a, f = a, g = a, h = a;
  for (let image = 0; image < images; image++) {
    const first = <usize>image * layer.outBytes;
    let s0 = f32x4.splat(0), s1 = s0, t0 = s0, t1 = s0;
    for (let w = 0; w < windows; w++) {
      const place = first + load<i32>(layer.outOffsets + ((<usize>w) << 2));
      const d0 = v128.load(dz + place), d1 = v128.load(dz + place, 16);
      s0 = f32x4.add(s0, d0);
      s1 = f32x4.add(s1, d1);
      t0 = f32x4.add(t0, f32x4.mul(d0, f32x4.sub(v128.load(y + place), mean0)));
      t1 = f32x4.add(t1, f32x4.mul(d1, f32x4.sub(v128.load(y + place, 16), mean1)));
    }
    a = f64x2.add(a, low(s0));
    b = f64x2.add(b, high(s0));
    c = f64x2.add(c, low(s1));
    d = f64x2.add(d, high(s1));
    e = f64x2.add(e, low(t0));
    f = f64x2.add(f, high(t0));
    g = f64x2.add(g, low(t1));
    h = f64x2.add(h, high(t1));
  }
  const one = f64x2.splat(1);
  const sum0 = single(a, b, one), sum1 = single(c, d, one);
  const along0 = f32x4.mul(single(e, f, one), inverse0), along1 = f32x4.mul(single(g, h, one), inverse1);
  const scales = layer.scales + at;
  const gradient = scales + gradientBytes;
  v128.store(gradient, along0);
  v128.store(gradient, along1, 16);
  v128.store(gradient + half, sum0);
  v128.store(gradient + half, sum1, 16);

  const share = f32x4.splat(1 / (<f32>images * <f32>windows));
  const scale0 = f32x4.mul(v128.load(scales), inverse0), scale1 = f32x4.mul(v128.load(scales, 16), inverse1);
  const level0 = f32x4.mul(sum0, share), level1 = f32x4.mul(sum1, share);
  const slope0 = f32x4.mul(f32x4.mul(along0, share), inverse0), slope1 = f32x4.mul(f32x4.mul(along1, share), inverse1);
  for (let image = 0; image < images; image++) {
    const first = <usize>image * layer.outBytes;
    for (let w = 0; w < windows; w++) {
      const place = first + load<i32>(layer.outOffsets + ((<usize>w) << 2));
      const off0 = f32x4.add(level0, f32x4.mul(slope0, f32x4.sub(v128.load(y + place), mean0)));
      const off1 = f32x4.add(level1, f32x4.mul(slope1, f32x4.sub(v128.load(y + place, 16), mean1)));
      v128.store(dy + place, f32x4.mul(scale0, f32x4.sub(v128.load(dz + place), off0)));
      v128.store(dy + place, f32x4.mul(scale1, f32x4.sub(v128.load(dz + place, 16), off1)), 16);
    }
  }
}
