import { describe, expect, it } from 'vitest';
import { ExpectedFailure } from '../../core/failure';
import { RandomState } from '../../core/random/random-state';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../runtime/test-runtime';
import { strideOf, type GradientForm, type Points } from '../tsne-attraction/points';
import { ExactRepulsion } from '../tsne-exact/wasm';
import { MeshRepulsion } from './wasm';

const ROWS = 3000;
const SAMPLE = Uint32Array.from({ length: 150 }, (_, i) => i * 20);
type Kernels = ReturnType<typeof createTestRuntime>;

/** Clusters and a few loose points in a box one wide, row-major (rows × dims). */
function clusters(dims: number): Float64Array {
  const random = new RandomState(3);
  const centres = random.standardNormals(15 * dims);
  const places = Float64Array.from({ length: ROWS * dims }, (_, i) => {
    const row = Math.floor(i / dims);
    const loose = row % 29 === 0 ? 1 : 0.15;
    return centres[(row % 15) * dims + (i % dims)] + loose * random.standardNormal();
  });
  const low = places.reduce((a, b) => Math.min(a, b));
  const high = places.reduce((a, b) => Math.max(a, b));
  return places.map((place) => (place - low) / (high - low) - 0.4);
}

function pointsOf(kernels: Kernels, dims: 2 | 3, places: Float64Array): Points {
  const stride = strideOf(dims);
  const pointer = kernels.alloc((places.length / dims) * stride * 4);
  const rows = places.length / dims;
  const values = kernels.f32(pointer, rows * stride);
  const bounds = new Float64Array(6);
  for (let axis = 0; axis < dims; axis++) {
    const column = Float32Array.from({ length: rows }, (_, row) => places[row * dims + axis]);
    column.forEach((value, row) => (values[row * stride + axis] = value));
    bounds.set(
      [column.reduce((a, b) => Math.min(a, b)), column.reduce((a, b) => Math.max(a, b))],
      2 * axis,
    );
  }
  return { pointer, rows, dims, bounds };
}

/** Relative errors of the force on sampled rows and of Z, against all pairs. */
function errors(kernels: Kernels, points: Points, form: GradientForm, mesh: MeshRepulsion) {
  const { dims, rows } = points;
  const stride = strideOf(dims);
  const out = points.pointer + rows * stride * 4;
  const Z = runToEnd(mesh.run(points, out));
  const found = kernels.f32(out, rows * stride).slice();
  const exact = new ExactRepulsion(kernels, form);
  const { forces } = exact.sample(
    points,
    SAMPLE.filter((row) => row < rows),
  );
  const all = exact.sample(
    points,
    Uint32Array.from({ length: rows }, (_, i) => i),
  );
  let [error, size] = [0, 0];
  forces.forEach((force, i) => {
    const row = SAMPLE[Math.floor(i / dims)];
    error += (found[row * stride + (i % dims)] - force) ** 2;
    size += force ** 2;
  });
  return { force: Math.sqrt(error / size), normalizer: Math.abs(Z / all.similarities - 1) };
}

function setUp(dims: 2 | 3, places: Float64Array, form: GradientForm = 'sklearn') {
  const kernels = createTestRuntime();
  const rows = places.length / dims;
  const points = pointsOf(kernels, dims, places);
  kernels.alloc(rows * strideOf(dims) * 4);
  return { kernels, points, mesh: new MeshRepulsion(kernels, rows, dims, form) };
}

describe.each([
  [2, 'sklearn'],
  [3, 'sklearn'],
  [3, 'exact'],
] as const)('repulsion by a mesh in %i dimensions, %s form', (dims, form) => {
  const base = clusters(dims);

  it.each([1e-4, 1e-2, 0.5, 2, 6, 15, 40, 80, 130, 250])('is right in a map %d wide', (width) => {
    const { kernels, points, mesh } = setUp(
      dims,
      base.map((place) => place * width),
      form,
    );
    const { force, normalizer } = errors(kernels, points, form, mesh);
    expect(force).toBeLessThan(8e-3);
    expect(normalizer).toBeLessThan(2e-3);
  });

  it('is right where one point has left the others', () => {
    const places = base.map((place) => place * 30);
    places[dims] = 4000;
    const { kernels, points, mesh } = setUp(dims, places, form);
    expect(errors(kernels, points, form, mesh).force).toBeLessThan(1e-2);
  });
});

describe('the mesh', () => {
  it('serves a map that grows, then shrinks', () => {
    const base = clusters(2);
    const { kernels, points, mesh } = setUp(2, base);
    for (const width of [1, 30, 100, 33, 0.01]) {
      const scaled = pointsOf(
        kernels,
        2,
        base.map((place) => place * width),
      );
      kernels.release(scaled.pointer);
      kernels.f32(points.pointer, ROWS * 2).set(base.map((place) => place * width));
      expect(
        errors(kernels, { ...points, bounds: scaled.bounds }, 'sklearn', mesh).force,
      ).toBeLessThan(8e-3);
    }
  });

  it.each([2, 3] as const)(
    'does no force between points in one place, in %i dimensions',
    (dims) => {
      const { kernels, points, mesh } = setUp(dims, new Float64Array(600 * dims).fill(0.25));
      const out = points.pointer + 600 * strideOf(dims) * 4;
      const Z = runToEnd(mesh.run(points, out));
      expect(Z / (600 * 599)).toBeCloseTo(1, 5);
      kernels
        .f32(out, 600 * strideOf(dims))
        .forEach((force) => expect(Math.abs(force)).toBeLessThan(1e-3));
    },
  );

  it('counts points in one place as the pairs they are', () => {
    const places = clusters(2).map((place) => place * 90);
    for (let row = 0; row < 100; row++) places.copyWithin(row * 2, 4000, 4002);
    const { kernels, points, mesh } = setUp(2, places);
    const { force, normalizer } = errors(kernels, points, 'sklearn', mesh);
    expect(force).toBeLessThan(2e-2);
    expect(normalizer).toBeLessThan(1e-3);
  });

  it('refuses a map without bounds', () => {
    const { points, mesh } = setUp(2, clusters(2));
    const bounds = Float64Array.of(-1e30, 1e30, 0, 0, 0, 0);
    expect(() => mesh.run({ ...points, bounds }, 0).next()).toThrow(ExpectedFailure);
  });
});
