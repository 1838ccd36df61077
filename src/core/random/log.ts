// Natural logarithm from exact operations only, by FreeBSD's `e_log.c` (Copyright 1993 Sun Microsystems, Inc. Permission
// to use, copy, modify and distribute it is freely granted, provided that this notice is preserved.)

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
/** 2^54: brings numbers too small for a full mantissa into range. */
const TWO54 = 18014398509481984;

const view = new DataView(new ArrayBuffer(8));

/**
 * ln x of a finite x > 0, error below 1 ulp: the same bits everywhere. The last bit of Math.log differs from engine to
 * engine, and everything that is drawn would with it.
 */
export function log(x: number): number {
  const tiny = x < 2 ** -1022;
  view.setFloat64(0, tiny ? x * TWO54 : x);
  // x = 2^exponent · (1 + f) with √½ ≤ 1 + f < √2
  const high = view.getInt32(0) + 0x3ff00000 - 0x3fe6a09e;
  const exponent = (high >> 20) - 0x3ff - (tiny ? 54 : 0);
  view.setInt32(0, (high & 0xfffff) + 0x3fe6a09e);
  const f = view.getFloat64(0) - 1;
  const half = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even =
    w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  return s * (half + (odd + even)) + exponent * LN2_LOW - half + f + exponent * LN2_HIGH;
}
