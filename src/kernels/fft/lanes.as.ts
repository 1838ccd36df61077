// Four transforms at once, one in each SIMD lane: element k of the sequence is 32 bytes, four real parts and four
// imaginary parts. Stockham's self-sorting passes of radix 2, 3, 4 and 5, between two buffers that fit the cache.

import { madd, nmadd } from '../runtime/simd.as';

/** Bytes of one element. */
export const ELEMENT: usize = 32;

// @ts-ignore: decorator
@inline
function at(buffer: usize, index: i32): usize {
  return buffer + ((<usize>index) << 5);
}

/** Stores (re + i·im) · w, with w the next twiddle factor. */
// @ts-ignore: decorator
@inline
function storeTurned(to: usize, RE: usize, re: v128, im: v128, w: usize): void {
  const wr = v128.load32_splat(w);
  const wi = v128.load32_splat(w, 4);
  v128.store(to + RE, nmadd(im, wi, f32x4.mul(re, wr)));
  v128.store(to + (16 - RE), madd(im, wr, f32x4.mul(re, wi)));
}

// @ts-ignore: decorator
@inline
function pass2(x: usize, y: usize, RE: usize, m: i32, s: i32, twiddles: usize): void {
  const IM: usize = 16 - RE;
  for (let p = 0; p < m; p++) {
    const w = twiddles + ((<usize>p) << 3);
    let from = at(x, s * p);
    let to = at(y, 2 * s * p);
    const end = from + ((<usize>s) << 5);
    const half = (<usize>(m * s)) << 5;
    for (; from < end; from += ELEMENT, to += ELEMENT) {
      const ar = v128.load(from + RE);
      const ai = v128.load(from + IM);
      const br = v128.load(from + half + RE);
      const bi = v128.load(from + half + IM);
      v128.store(to + RE, f32x4.add(ar, br));
      v128.store(to + IM, f32x4.add(ai, bi));
      storeTurned(at(to, s), RE, f32x4.sub(ar, br), f32x4.sub(ai, bi), w);
    }
  }
}

// @ts-ignore: decorator
@inline
function pass3(x: usize, y: usize, RE: usize, m: i32, s: i32, twiddles: usize): void {
  const IM: usize = 16 - RE;
  const sin60 = f32x4.splat(0.8660254037844386);
  const half = f32x4.splat(0.5);
  const third = (<usize>(m * s)) << 5;
  for (let p = 0; p < m; p++) {
    const w = twiddles + ((<usize>p) << 4);
    let from = at(x, s * p);
    let to = at(y, 3 * s * p);
    const end = from + ((<usize>s) << 5);
    for (; from < end; from += ELEMENT, to += ELEMENT) {
      const ar = v128.load(from + RE);
      const ai = v128.load(from + IM);
      const br = v128.load(from + third + RE);
      const bi = v128.load(from + third + IM);
      const cr = v128.load(from + 2 * third + RE);
      const ci = v128.load(from + 2 * third + IM);
      const sr = f32x4.add(br, cr);
      const si = f32x4.add(bi, ci);
      v128.store(to + RE, f32x4.add(ar, sr));
      v128.store(to + IM, f32x4.add(ai, si));
      const mr = f32x4.sub(ar, f32x4.mul(half, sr));
      const mi = f32x4.sub(ai, f32x4.mul(half, si));
      // −i·sin 60°·(b − c)
      const tr = f32x4.mul(sin60, f32x4.sub(bi, ci));
      const ti = f32x4.mul(sin60, f32x4.sub(cr, br));
      storeTurned(at(to, s), RE, f32x4.add(mr, tr), f32x4.add(mi, ti), w);
      storeTurned(at(to, 2 * s), RE, f32x4.sub(mr, tr), f32x4.sub(mi, ti), w + 8);
    }
  }
}

// @ts-ignore: decorator
@inline
function pass4(x: usize, y: usize, RE: usize, m: i32, s: i32, twiddles: usize): void {
  const IM: usize = 16 - RE;
  const quarter = (<usize>(m * s)) << 5;
  for (let p = 0; p < m; p++) {
    const w = twiddles + <usize>p * 24;
    let from = at(x, s * p);
    let to = at(y, 4 * s * p);
    const end = from + ((<usize>s) << 5);
    for (; from < end; from += ELEMENT, to += ELEMENT) {
      const ar = v128.load(from + RE);
      const ai = v128.load(from + IM);
      const br = v128.load(from + quarter + RE);
      const bi = v128.load(from + quarter + IM);
      const cr = v128.load(from + 2 * quarter + RE);
      const ci = v128.load(from + 2 * quarter + IM);
      const dr = v128.load(from + 3 * quarter + RE);
      const di = v128.load(from + 3 * quarter + IM);
      const acr = f32x4.add(ar, cr);
      const aci = f32x4.add(ai, ci);
      const bdr = f32x4.add(br, dr);
      const bdi = f32x4.add(bi, di);
      v128.store(to + RE, f32x4.add(acr, bdr));
      v128.store(to + IM, f32x4.add(aci, bdi));
      storeTurned(at(to, 2 * s), RE, f32x4.sub(acr, bdr), f32x4.sub(aci, bdi), w + 8);
      const er = f32x4.sub(ar, cr);
      const ei = f32x4.sub(ai, ci);
      // −i·(b − d)
      const tr = f32x4.sub(bi, di);
      const ti = f32x4.sub(dr, br);
      storeTurned(at(to, s), RE, f32x4.add(er, tr), f32x4.add(ei, ti), w);
      storeTurned(at(to, 3 * s), RE, f32x4.sub(er, tr), f32x4.sub(ei, ti), w + 16);
    }
  }
}

// @ts-ignore: decorator
@inline
function pass5(x: usize, y: usize, RE: usize, m: i32, s: i32, twiddles: usize): void {
  const IM: usize = 16 - RE;
  const fifth = (<usize>(m * s)) << 5;
  const c1 = f32x4.splat(0.30901699437494745);
  const c2 = f32x4.splat(-0.8090169943749475);
  const s1 = f32x4.splat(0.9510565162951535);
  const s2 = f32x4.splat(0.5877852522924731);
  for (let p = 0; p < m; p++) {
    const w = twiddles + ((<usize>p) << 5);
    let from = at(x, s * p);
    let to = at(y, 5 * s * p);
    const end = from + ((<usize>s) << 5);
    for (; from < end; from += ELEMENT, to += ELEMENT) {
      const ar = v128.load(from + RE);
      const ai = v128.load(from + IM);
      const br = v128.load(from + fifth + RE);
      const bi = v128.load(from + fifth + IM);
      const cr = v128.load(from + 2 * fifth + RE);
      const ci = v128.load(from + 2 * fifth + IM);
      const dr = v128.load(from + 3 * fifth + RE);
      const di = v128.load(from + 3 * fifth + IM);
      const er = v128.load(from + 4 * fifth + RE);
      const ei = v128.load(from + 4 * fifth + IM);
      const ber = f32x4.add(br, er);
      const bei = f32x4.add(bi, ei);
      const cdr = f32x4.add(cr, dr);
      const cdi = f32x4.add(ci, di);
      v128.store(to + RE, f32x4.add(ar, f32x4.add(ber, cdr)));
      v128.store(to + IM, f32x4.add(ai, f32x4.add(bei, cdi)));
      const dbr = f32x4.sub(br, er);
      const dbi = f32x4.sub(bi, ei);
      const dcr = f32x4.sub(cr, dr);
      const dci = f32x4.sub(ci, di);
      let mr = f32x4.add(ar, f32x4.add(f32x4.mul(c1, ber), f32x4.mul(c2, cdr)));
      let mi = f32x4.add(ai, f32x4.add(f32x4.mul(c1, bei), f32x4.mul(c2, cdi)));
      let tr = f32x4.add(f32x4.mul(s1, dbi), f32x4.mul(s2, dci));
      let ti = f32x4.neg(f32x4.add(f32x4.mul(s1, dbr), f32x4.mul(s2, dcr)));
      storeTurned(at(to, s), RE, f32x4.add(mr, tr), f32x4.add(mi, ti), w);
      storeTurned(at(to, 4 * s), RE, f32x4.sub(mr, tr), f32x4.sub(mi, ti), w + 24);
      mr = f32x4.add(ar, f32x4.add(f32x4.mul(c2, ber), f32x4.mul(c1, cdr)));
      mi = f32x4.add(ai, f32x4.add(f32x4.mul(c2, bei), f32x4.mul(c1, cdi)));
      tr = f32x4.sub(f32x4.mul(s2, dbi), f32x4.mul(s1, dci));
      ti = f32x4.sub(f32x4.mul(s1, dcr), f32x4.mul(s2, dbr));
      storeTurned(at(to, 2 * s), RE, f32x4.add(mr, tr), f32x4.add(mi, ti), w + 8);
      storeTurned(at(to, 3 * s), RE, f32x4.sub(mr, tr), f32x4.sub(mi, ti), w + 16);
    }
  }
}

// @ts-ignore: decorator
@inline
function transform(data: usize, other: usize, N: i32, plan: usize, RE: usize): usize {
  const passes = load<i32>(plan);
  const twiddles = plan + 64;
  let x = data;
  let y = other;
  let n = N;
  let s = 1;
  let used: usize = 0;
  for (let pass = 0; pass < passes; pass++) {
    const radix = load<i32>(plan + 4 + ((<usize>pass) << 2));
    const m = n / radix;
    const w = twiddles + used;
    if (radix == 4) pass4(x, y, RE, m, s, w);
    else if (radix == 2) pass2(x, y, RE, m, s, w);
    else if (radix == 3) pass3(x, y, RE, m, s, w);
    else pass5(x, y, RE, m, s, w);
    used += (<usize>(m * (radix - 1))) << 3;
    n = m;
    s *= radix;
    const swapped = x;
    x = y;
    y = swapped;
  }
  return x;
}

/** Σ_j z[j]·exp(−2πi·jk/N) in every lane. Returns which of the two buffers holds the result. */
export function forwardLanes(data: usize, other: usize, N: i32, plan: usize): usize {
  return transform(data, other, N, plan, 0);
}

/** Σ_j z[j]·exp(+2πi·jk/N) in every lane, without 1/N: the forward transform with both parts exchanged. */
export function inverseLanes(data: usize, other: usize, N: i32, plan: usize): usize {
  return transform(data, other, N, plan, 16);
}
