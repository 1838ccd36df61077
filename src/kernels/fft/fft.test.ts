import { describe, expect, it } from 'vitest';
import type { KernelRuntime } from '../../core/kernel-runtime';
import { createTestRuntime } from '../runtime/test-runtime';
import { allocatePlan, fastLength, radicesOf } from './plan';
import { convolutionReference, dftReference } from './reference';
import { PaddedConvolution, type Lattice } from './wasm';

const wave = (length: number) =>
  Float64Array.from({ length }, (_, i) => Math.sin(i * i * 0.37 + 0.2) + 0.1);

function rowPass(kernels: KernelRuntime, N: number, width: number) {
  const plan = allocatePlan(kernels, N);
  const stride = Math.ceil(width / 4) * 4;
  const strips = (N >> 3) + 1;
  const grid = kernels.alloc(8 * stride * 4);
  const spectrum = kernels.alloc(strips * 8 * 32);
  const scratch = kernels.alloc(2 * N * 32 + 128);
  return { grid, spectrum, stride, params: [grid, spectrum, 8, width, stride, N, plan, scratch] };
}

describe('row passes', () => {
  it.each([8, 10, 12, 16, 20, 30, 36, 50, 64, 80, 90, 96, 150, 432])(
    'of length %i are the discrete transform of each row, and back',
    (N) => {
      const kernels = createTestRuntime();
      const width = Math.min(N, (N >> 1) + 3);
      const { grid, spectrum, stride, params } = rowPass(kernels, N, width);
      const rows = Array.from({ length: 8 }, (_, r) => wave(width).map((v, i) => v + r * (i % 3)));
      rows.forEach((row, r) => kernels.f32(grid + r * stride * 4, width).set(row));
      kernels.parallel('fftRowsForward', 0, 1, ...params);
      rows.forEach((row, r) => {
        const expected = dftReference(row, N);
        for (let k = 0; k <= N / 2; k++) {
          const element = kernels.f32(spectrum + ((k >> 2) * 8 + r) * 32, 8);
          expect(element[k & 3] / 2 - expected[2 * k]).toBeCloseTo(0, 3);
          expect(element[4 + (k & 3)] / 2 - expected[2 * k + 1]).toBeCloseTo(0, 3);
        }
      });
      kernels.f32(grid, 8 * stride).fill(0);
      kernels.parallel('fftRowsInverse', 0, 1, ...params);
      rows.forEach((row, r) => {
        const found = kernels.f32(grid + r * stride * 4, width);
        row.forEach((value, i) => expect(found[i] / (2 * N)).toBeCloseTo(value, 4));
      });
    },
  );
});

const inverseSquare = (squared: number) => 1 / (1 + squared / 9);
const gaussian = (squared: number) => Math.exp(-squared / 20);

const fillWith =
  (kernels: KernelRuntime, dims: number, kernel: (squared: number) => number) =>
  ({ pointer, side: N, stride, rowsPerPlane, planes }: Lattice): void => {
    const lag = (j: number) => Math.min(j, N - j);
    const values = kernels.f32(pointer, planes * rowsPerPlane * stride);
    for (let z = 0; z < planes; z++) {
      for (let y = 0; y < N; y++) {
        for (let x = 0; x < N; x++) {
          const depth = dims === 3 ? lag(z) ** 2 : 0;
          const at = (z * rowsPerPlane + y) * stride + x;
          values[at] = kernel(lag(x) ** 2 + lag(y) ** 2 + depth);
        }
      }
    }
  };

describe.each([
  [2, 5, 10],
  [2, 17, 36],
  [2, 24, 50],
  [3, 4, 8],
  [3, 6, 12],
  [3, 9, 20],
] as const)('a convolution in %i dimensions, %i of %i nodes', (dims, side, N) => {
  it('is the direct sum, and its energy the quadratic form', () => {
    const kernels = createTestRuntime();
    const convolution = new PaddedConvolution(kernels, dims, side, N);
    const factor = new Float64Array(N).fill(1);
    convolution.setKernel(fillWith(kernels, dims, inverseSquare), factor);
    convolution.setEnergyKernel(fillWith(kernels, dims, gaussian), factor);
    const { pointer, stride, rowsPerPlane } = convolution.lattice;
    const values = wave(side ** dims);
    const rowOf = (row: number) =>
      pointer + (Math.floor(row / side) * rowsPerPlane + (row % side)) * stride * 4;
    const rowCount = side ** (dims - 1);
    for (let row = 0; row < rowCount; row++)
      kernels.f32(rowOf(row), side).set(values.subarray(row * side, (row + 1) * side));
    const energy = convolution.run();
    const expected = convolutionReference(values, dims, side, inverseSquare);
    const scale = Math.max(...expected.map(Math.abs));
    for (let row = 0; row < rowCount; row++) {
      kernels.f32(rowOf(row), side).forEach((value, x) => {
        expect((value - expected[row * side + x]) / scale).toBeCloseTo(0, 5);
      });
    }
    const smoothed = convolutionReference(values, dims, side, gaussian);
    const quadratic = values.reduce((sum, value, i) => sum + value * smoothed[i], 0);
    expect(energy / quadratic).toBeCloseTo(1, 5);
  });
});

describe('lengths', () => {
  it('have no prime factor above 5', () => {
    expect(radicesOf(7)).toBeUndefined();
    expect(radicesOf(480)).toEqual([4, 4, 2, 3, 5]);
    expect([1, 9, 97, 421].map(fastLength)).toEqual([8, 10, 100, 432]);
  });

  it('that cannot be done are refused', () => {
    expect(() => allocatePlan(createTestRuntime(), 14)).toThrow(RangeError);
    expect(() => new PaddedConvolution(createTestRuntime(), 2, 20, 36)).toThrow(RangeError);
  });
});
