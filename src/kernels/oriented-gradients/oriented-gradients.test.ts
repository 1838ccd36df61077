import { describe, expect, it } from 'vitest';
import { matrix, type Matrix } from '../../core/matrix';
import type { ImageShape } from '../../core/method';
import { cellsOf, DIRECTIONS, gradientColumns } from '../../core/oriented-gradients';
import { runToEnd } from '../../core/task';
import { createTestRuntime, onThreeThreads } from '../runtime/test-runtime';
import golden from './golden.json';
import { cellShares, orientedGradients } from './wasm';

const kernels = createTestRuntime();
const grey = (height: number, width: number): ImageShape => ({ height, width, channels: 1 });

const featuresOf = (X: Matrix, shape: ImageShape, straighten = false, on = kernels) =>
  runToEnd(orientedGradients(on, X, shape, straighten)).data as Float32Array;

/** One image, its value a function of the place. */
function image({ height, width }: ImageShape, value: (y: number, x: number) => number): Matrix {
  const data = Float32Array.from({ length: height * width }, (_, i) =>
    value(Math.floor(i / width), i % width),
  );
  return matrix(data, 1, height * width);
}
/** A stroke that leans by so many columns per row, through the middle of a 28 × 28 image, moved aside. */
const stroke = (lean: number, aside = 0): Matrix =>
  image(grey(28, 28), (y, x) =>
    y < 5 || y > 22 ? 0 : Math.exp(-((x - 13.5 - aside - lean * (y - 13.5)) ** 2) / 3),
  );
const sumsByDirection = (features: Float32Array): number[] => {
  const sums = new Array<number>(DIRECTIONS).fill(0);
  features.forEach((value, at) => (sums[at % DIRECTIONS] += value ** 2));
  return sums;
};
const distance = (a: Float32Array, b: Float32Array): number =>
  Math.sqrt(a.reduce((sum, value, at) => sum + (value - b[at]) ** 2, 0));

describe.each(golden.cases)(
  '$height × $width × $channels, straightened: $straighten',
  ({ height, width, channels, straighten, X, features }) => {
    const shape = { height, width, channels };
    const cols = height * width * channels;

    it.each([
      ['bytes', Uint8Array],
      ['floats', Float32Array],
    ] as const)('has NumPy’s features of %s', (_, Store) => {
      const found = featuresOf(matrix(Store.from(X), X.length / cols, cols), shape, straighten);
      expect(found).toHaveLength(features.length);
      features.forEach((value, at) => expect(Math.abs(found[at] - value)).toBeLessThan(2e-4));
    });
  },
);

describe('oriented gradients', () => {
  it.each([
    ['rightward', 0, (_: number, x: number) => x],
    ['right and down', 1, (y: number, x: number) => x + y],
    ['downward', 2, (y: number) => y],
    ['leftward', 4, (_: number, x: number) => -x],
    ['upward', 6, (y: number) => -y],
  ] as const)('has one direction where brightness rises %s', (_, direction, value) => {
    const shape = grey(14, 14);
    // Beyond the border the image goes on unchanged, which bends a slanted ramp there: look at the middle cells.
    const features = featuresOf(image(shape, value), shape);
    const middle = features.subarray((3 * 7 + 3) * DIRECTIONS, (3 * 7 + 4) * DIRECTIONS);
    middle.forEach((found, d) =>
      d === direction ? expect(found).toBeGreaterThan(0.1) : expect(found).toBeLessThan(0.02),
    );
  });

  it('splits an edge between the directions next to its own', () => {
    const angle = (0.25 / DIRECTIONS) * 2 * Math.PI;
    const shape = grey(21, 21);
    const features = featuresOf(
      image(shape, (y, x) => x * Math.cos(angle) + y * Math.sin(angle)),
      shape,
    );
    const [first, second] = features.subarray((3 * 7 + 3) * DIRECTIONS);
    expect(second ** 2 / (first ** 2 + second ** 2)).toBeCloseTo(0.25, 3);
  });

  it.each([true, false])('finds nothing in an even image (straightened: %s)', (straighten) => {
    for (const value of [0, 1, 255, 1 / 3, -2]) {
      const shape = grey(9, 11);
      const found = featuresOf(
        image(shape, () => value),
        shape,
        straighten,
      );
      expect(found.every((one) => one === 0)).toBe(true);
    }
  });

  it('makes rows of length 1, the same for brighter images', () => {
    const bright = stroke(0.3);
    const dark = { ...bright, data: bright.data.map((value) => value / 7) as Float32Array };
    const [a, b] = [bright, dark].map((X) => featuresOf(X, grey(28, 28)));
    expect(a.reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(1, 5);
    expect(distance(a, b)).toBeLessThan(1e-5);
  });

  it('straightens what leans and centres what stands aside', () => {
    const upright = featuresOf(stroke(0), grey(28, 28), true);
    const leaning = featuresOf(stroke(0.4), grey(28, 28), true);
    const aside = featuresOf(stroke(0, 6), grey(28, 28), true);
    // Sampling between pixels blurs a little.
    expect(distance(upright, leaning)).toBeLessThan(0.2);
    expect(distance(upright, aside)).toBeLessThan(1e-3);
    expect(
      distance(featuresOf(stroke(0), grey(28, 28)), featuresOf(stroke(0.4), grey(28, 28))),
    ).toBeGreaterThan(0.5);
    // An upright stroke has edges to the left and to the right, and hardly any others but at its ends.
    const sums = sumsByDirection(leaning);
    expect(sums[0] + sums[4]).toBeGreaterThan(0.75);
  });

  it('shears by no more than 45°', () => {
    const shape = grey(28, 28);
    const flat = image(shape, (y, x) => (Math.abs(y - 13.5 - 0.2 * (x - 13.5)) < 1 ? 1 : 0));
    expect(distance(featuresOf(flat, shape, true), featuresOf(flat, shape))).toBeGreaterThan(0.1);
    expect(featuresOf(flat, shape, true).every(Number.isFinite)).toBe(true);
  });

  it.each([grey(1, 7), grey(7, 1), grey(1, 1), grey(3, 40), { height: 5, width: 6, channels: 4 }])(
    'takes images of any shape (%o)',
    (shape) => {
      const cols = shape.height * shape.width * shape.channels;
      const data = Uint8Array.from({ length: 70 * cols }, (_, i) => (i * i * 31) % 256);
      for (const straighten of [false, true]) {
        const found = featuresOf(matrix(data, 70, cols), shape, straighten);
        expect(found).toHaveLength(70 * gradientColumns(shape));
        expect(found.every((value) => value >= 0 && value <= 1)).toBe(true);
      }
    },
  );

  it('has the same bits on more threads, and gives memory back', () => {
    const data = Uint8Array.from({ length: 500 * 64 }, (_, i) => (i * i * 37) % 256);
    const X = matrix(data, 500, 64);
    const [one, three] = [kernels, onThreeThreads(kernels)].map((on) =>
      featuresOf(X, grey(8, 8), true, on as typeof kernels),
    );
    expect(three).toEqual(one);
    expect(kernels.memory.used).toBe(0);
  });

  it('refuses a shape that is not the images’', () => {
    expect(() => featuresOf(stroke(0), grey(27, 28))).toThrow(RangeError);
  });
});

describe('the cells along a side', () => {
  it.each([1, 4, 7, 8, 28, 100])('share %i pixels in order, each cell in all 1', (side) => {
    const shares = cellShares(side);
    const middles = Array.from({ length: cellsOf(side) }, (_, cell) => {
      const own = Array.from({ length: side }, (_, at) => shares[at * 8 + cell]);
      expect(own.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
      return own.reduce((sum, share, at) => sum + share * at, 0);
    });
    middles.slice(1).forEach((middle, i) => expect(middle).toBeGreaterThan(middles[i]));
  });
});
