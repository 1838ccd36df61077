import { describe, expect, it } from 'vitest';
import { RandomState } from '../../core/random/random-state';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../runtime/test-runtime';
import { strideOf, type GradientForm, type Points } from '../tsne-attraction/points';
import { ExactRepulsion } from '../tsne-exact/wasm';
import { TreeRepulsion } from './wasm';

type Kernels = ReturnType<typeof createTestRuntime>;

function pointsOf(kernels: Kernels, dims: 2 | 3, places: ArrayLike<number>): Points {
  const stride = strideOf(dims);
  const rows = places.length / dims;
  const pointer = kernels.alloc(rows * stride * 4);
  const values = kernels.f32(pointer, rows * stride);
  const bounds = new Float64Array(6);
  for (let axis = 0; axis < dims; axis++) {
    const column = Float32Array.from({ length: rows }, (_, row) => places[row * dims + axis]);
    column.forEach((value, row) => (values[row * stride + axis] = value));
    bounds.set([Math.min(...column), Math.max(...column)], 2 * axis);
  }
  return { pointer, rows, dims, bounds };
}

/** Relative error of all forces and of Z against all pairs. */
function errors(kernels: Kernels, points: Points, form: GradientForm, angle: number) {
  const size = points.rows * strideOf(points.dims);
  const out = kernels.alloc(size * 4);
  const wanted = kernels.alloc(size * 4);
  const Z = runToEnd(new TreeRepulsion(kernels, points.rows, form, angle).run(points, out));
  const all = runToEnd(new ExactRepulsion(kernels, form).run(points, wanted));
  const expected = kernels.f32(wanted, size);
  const norm = Math.hypot(...expected);
  const off = Math.hypot(...kernels.f32(out, size).map((force, i) => force - expected[i]));
  return { force: norm > 0 ? off / norm : off, normalizer: Math.abs(Z / all - 1) };
}

const scattered = (rows: number, dims: number, spread: number) => {
  const random = new RandomState(5);
  const centres = random.standardNormals(8 * dims);
  return Float64Array.from({ length: rows * dims }, (_, i) => {
    const centre = centres[(Math.floor(i / dims) % 8) * dims + (i % dims)];
    return spread * (centre + 0.2 * random.standardNormal());
  });
};

describe.each([
  [2, 'sklearn'],
  [3, 'sklearn'],
  [3, 'exact'],
] as const)('a Barnes-Hut tree in %i dimensions, %s form', (dims, form) => {
  it.each([1e-4, 1, 40])('is all pairs at angle 0, spread %d', (spread) => {
    const kernels = createTestRuntime();
    const found = errors(kernels, pointsOf(kernels, dims, scattered(1500, dims, spread)), form, 0);
    expect(found.force).toBeLessThan(1e-4);
    expect(found.normalizer).toBeLessThan(1e-5);
  });

  it('errs by a few per cent at scikit-learn’s angle', () => {
    const kernels = createTestRuntime();
    const points = pointsOf(kernels, dims, scattered(3000, dims, 15));
    const { force, normalizer } = errors(kernels, points, form, 0.5);
    expect(force).toBeLessThan(dims === 2 ? 0.04 : 0.1);
    expect(force).toBeGreaterThan(1e-4);
    expect(normalizer).toBeLessThan(0.03);
  });

  it('bears points in one place', () => {
    const kernels = createTestRuntime();
    const places = scattered(300, dims, 5);
    for (let row = 1; row < 100; row++) places.copyWithin(row * dims, 0, dims);
    expect(errors(kernels, pointsOf(kernels, dims, places), form, 0).force).toBeLessThan(1e-4);
    const alike = pointsOf(kernels, dims, new Float64Array(50 * dims).fill(2));
    expect(errors(kernels, alike, form, 0.5)).toEqual({ force: 0, normalizer: 0 });
  });
});
