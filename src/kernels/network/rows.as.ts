import { madd } from '../runtime/simd.as';

// The loops behind every derivative of the network: sums of runs of floats, each times a value. A list holds entries
// {offset i32, value f32} of 8 bytes.

/**
 * out += Σ_e value_e · (run of `vectors` × 4 floats at source + offset_e) over the entries up to `end`. The sums stay in
 * registers, twelve vectors at a time.
 */
// @ts-ignore: decorator
@inline
export function addRuns(out: usize, vectors: i32, source: usize, entries: usize, end: usize): void {
  let left = vectors;
  for (; left >= 12; left -= 12) {
    let a = v128.load(out), b = v128.load(out, 16), c = v128.load(out, 32), d = v128.load(out, 48);
    let e = v128.load(out, 64), f = v128.load(out, 80), g = v128.load(out, 96), h = v128.load(out, 112);
    let i = v128.load(out, 128), j = v128.load(out, 144), k = v128.load(out, 160), l = v128.load(out, 176);
    for (let at = entries; at < end; at += 8) {
      const from = source + load<i32>(at);
      const value = v128.load32_splat(at, 4);
      a = madd(value, v128.load(from), a);
      b = madd(value, v128.load(from, 16), b);
      c = madd(value, v128.load(from, 32), c);
      d = madd(value, v128.load(from, 48), d);
      e = madd(value, v128.load(from, 64), e);
      f = madd(value, v128.load(from, 80), f);
      g = madd(value, v128.load(from, 96), g);
      h = madd(value, v128.load(from, 112), h);
      i = madd(value, v128.load(from, 128), i);
      j = madd(value, v128.load(from, 144), j);
      k = madd(value, v128.load(from, 160), k);
      l = madd(value, v128.load(from, 176), l);
    }
    v128.store(out, a);
    v128.store(out, b, 16);
    v128.store(out, c, 32);
    v128.store(out, d, 48);
    v128.store(out, e, 64);
    v128.store(out, f, 80);
    v128.store(out, g, 96);
    v128.store(out, h, 112);
    v128.store(out, i, 128);
    v128.store(out, j, 144);
    v128.store(out, k, 160);
    v128.store(out, l, 176);
    out += 192;
    source += 192;
  }
  for (; left >= 4; left -= 4) {
    let a = v128.load(out), b = v128.load(out, 16), c = v128.load(out, 32), d = v128.load(out, 48);
    for (let at = entries; at < end; at += 8) {
      const from = source + load<i32>(at);
      const value = v128.load32_splat(at, 4);
      a = madd(value, v128.load(from), a);
      b = madd(value, v128.load(from, 16), b);
      c = madd(value, v128.load(from, 32), c);
      d = madd(value, v128.load(from, 48), d);
    }
    v128.store(out, a);
    v128.store(out, b, 16);
    v128.store(out, c, 32);
    v128.store(out, d, 48);
    out += 64;
    source += 64;
  }
  for (; left > 0; left--) {
    let a = v128.load(out);
    for (let at = entries; at < end; at += 8) {
      a = madd(v128.load32_splat(at, 4), v128.load(source + load<i32>(at)), a);
    }
    v128.store(out, a);
    out += 16;
    source += 16;
  }
}

/** The same for three short runs at once, `outBytes` apart in `out` and `sourceBytes` apart in the source. */
// @ts-ignore: decorator
@inline
export function addThreeRuns(out: usize, outBytes: usize, vectors: i32, source: usize, sourceBytes: usize, entries: usize, end: usize): void {
  const out1 = out + outBytes, out2 = out1 + outBytes;
  for (let v: usize = 0; v < <usize>vectors << 4; v += 16) {
    let a = v128.load(out + v), b = v128.load(out1 + v), c = v128.load(out2 + v);
    const source0 = source + v, source1 = source0 + sourceBytes, source2 = source1 + sourceBytes;
    for (let at = entries; at < end; at += 8) {
      const offset = load<i32>(at);
      const value = v128.load32_splat(at, 4);
      a = madd(value, v128.load(source0 + offset), a);
      b = madd(value, v128.load(source1 + offset), b);
      c = madd(value, v128.load(source2 + offset), c);
    }
    v128.store(out + v, a);
    v128.store(out1 + v, b);
    v128.store(out2 + v, c);
  }
}
