import { log } from './log';

const N = 624;
const M = 397;

/**
 * numpy's legacy `RandomState`: the Mersenne Twister MT19937 and the same use of its words, so that a seed gives the
 * same splits, permutations and starts here and in scikit-learn. (Matsumoto & Nishimura 1998; numpy `_mt19937.pyx`,
 * `legacy-distributions.c`.)
 */
export class RandomState {
  private readonly key = new Uint32Array(N);
  private position = N;
  private spareNormal: number | undefined;

  /** @param seed 0 … 2³²−1, as numpy takes it. */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
      throw new RangeError(`seed must be a whole number 0 … 4294967295, not ${seed}`);
    }
    let word = seed >>> 0;
    for (let i = 0; i < N; i++) {
      this.key[i] = word;
      word = (Math.imul(1812433253, word ^ (word >>> 30)) + i + 1) >>> 0;
    }
  }

  private twist(): void {
    const { key } = this;
    for (let i = 0; i < N; i++) {
      const y = (key[i] & 0x80000000) | (key[(i + 1) % N] & 0x7fffffff);
      key[i] = key[(i + M) % N] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.position = 0;
  }

  /** The next 32-bit word, 0 … 2³²−1. */
  next32(): number {
    if (this.position === N) this.twist();
    let y = this.key[this.position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** Uniform in [0, 1) with 53 bits; two words. */
  randomSample(): number {
    const a = this.next32() >>> 5;
    const b = this.next32() >>> 6;
    return (a * 67108864 + b) / 9007199254740992;
  }

  uniform(low: number, high: number): number {
    return low + (high - low) * this.randomSample();
  }

  /** Uniform whole number 0 … max by masked rejection; takes no word when max is 0. */
  interval(max: number): number {
    if (max === 0) return 0;
    const mask = 2 ** (32 - Math.clz32(max)) - 1;
    for (;;) {
      const value = (this.next32() & mask) >>> 0;
      if (value <= max) return value;
    }
  }

  /** Uniform whole number low … high−1. */
  randint(low: number, high: number): number {
    return low + this.interval(high - 1 - low);
  }

  /** Fisher-Yates from the end, in place. */
  shuffle<T>(array: { length: number; [index: number]: T }): void {
    for (let i = array.length - 1; i > 0; i--) {
      const j = this.interval(i);
      const kept = array[i];
      array[i] = array[j];
      array[j] = kept;
    }
  }

  /** A shuffled 0 … n−1. */
  permutation(n: number): Uint32Array {
    const order = Uint32Array.from({ length: n }, (_, i) => i);
    this.shuffle(order);
    return order;
  }

  /** `choice(n, k, replace=False)`: the head of a whole permutation. */
  choiceWithoutReplacement(n: number, k: number): Uint32Array {
    if (k > n) throw new RangeError(`cannot choose ${k} of ${n} without replacement`);
    return this.permutation(n).slice(0, k);
  }

  /** `choice(len(p), p=p)`: an index with probability p; p need not sum to 1. */
  choiceWeighted(p: ArrayLike<number>): number {
    const cumulative = new Float64Array(p.length);
    let sum = 0;
    for (let i = 0; i < p.length; i++) cumulative[i] = sum += p[i];
    const wanted = this.randomSample();
    for (let i = 0; i < p.length; i++) if (wanted < cumulative[i] / sum) return i;
    return p.length - 1;
  }

  /** Standard normal by the polar method; the second of each pair is kept for the next call. */
  standardNormal(): number {
    if (this.spareNormal !== undefined) {
      const spare = this.spareNormal;
      this.spareNormal = undefined;
      return spare;
    }
    for (;;) {
      const x1 = 2 * this.randomSample() - 1;
      const x2 = 2 * this.randomSample() - 1;
      const r2 = x1 * x1 + x2 * x2;
      if (r2 >= 1 || r2 === 0) continue;
      const f = Math.sqrt((-2 * log(r2)) / r2);
      this.spareNormal = f * x1;
      return f * x2;
    }
  }

  /** `n` standard normals. */
  standardNormals(n: number): Float64Array {
    return Float64Array.from({ length: n }, () => this.standardNormal());
  }
}
