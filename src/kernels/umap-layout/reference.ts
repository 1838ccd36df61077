import type { LayoutOptions, SampledEdges } from './wasm';

const { fround } = Math;
const clip = (value: number): number => Math.max(-4, Math.min(4, value));

/** The next state of a xorshift generator (Marsaglia 2003). */
function xorshift(state: number): number {
  let next = state ^ (state << 13);
  next ^= next >>> 17;
  return (next ^ (next << 5)) >>> 0;
}

/**
 * One pass of an epoch, one point after another, in double precision: returns the moved points and advances `states`.
 * heads: row-major (rows × dims); tails: what they are pulled to.
 */
export function passReference(
  { rows, rowStarts, columns, rates }: SampledEdges,
  { dims, a, b, negatives, repulsionStrength }: LayoutOptions,
  { heads, tails, backward }: { heads: Float32Array; tails: Float32Array; backward: boolean },
  states: Uint32Array,
  { epoch, alpha }: { epoch: number; alpha: number },
): Float32Array {
  const moved = Float64Array.from(heads);
  const count = tails.length / dims;
  for (let row = 0; row < rows; row++) {
    const point = moved.subarray(row * dims, (row + 1) * dims);
    const move = (other: number, factorOf: (square: number) => number): void => {
      const difference = point.map((value, d) => value - tails[other * dims + d]);
      const square = difference.reduce((sum, value) => sum + value * value, 0);
      if (square === 0) return;
      const factor = factorOf(square);
      difference.forEach((value, d) => (point[d] += alpha * clip(factor * value)));
    };
    const attract = (square: number): number =>
      (-2 * a * b * square ** (b - 1)) / (1 + a * square ** b);
    const repel = (square: number): number =>
      (2 * b * repulsionStrength) / ((0.001 + square) * (1 + a * square ** b));
    const fired: number[] = [];
    for (let e = rowStarts[row]; e < rowStarts[row + 1]; e++) {
      const [now, before] = [epoch, epoch - 1].map((n) => Math.floor(fround(rates[e] * n)));
      if (now > before) fired.push(columns[e]);
    }
    for (const other of backward ? fired.reverse() : fired) {
      move(other, attract);
      for (let sample = 0; sample < negatives; sample++) {
        states[row] = xorshift(states[row]);
        const share = fround((states[row] >>> 8) * fround(count / 2 ** 24));
        move(Math.min(Math.floor(share), count - 1), repel);
      }
    }
  }
  return Float32Array.from(moved);
}

/** One epoch of rows joined to one another. */
export function epochReference(
  graph: SampledEdges,
  options: LayoutOptions,
  points: Float32Array,
  states: Uint32Array,
  when: { epoch: number; alpha: number },
): Float32Array {
  const first = { heads: points, tails: points, backward: false };
  const moved = passReference(graph, options, first, states, when);
  const second = { heads: moved, tails: moved, backward: true };
  return passReference(graph, { ...options, negatives: 0 }, second, states, when);
}
