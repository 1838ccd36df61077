import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../runtime/test-runtime';
import { affinities, type AffinityGraph } from '../tsne-affinity/wasm';
import { ExactRepulsion } from '../tsne-exact/wasm';
import { strideOf, type GradientForm } from './points';
import { gradientReference, pairSumsReference } from './reference';
import { Descent } from './wasm';

const ROWS = 70;
const K = 12;

/** A ring of rows, each linked to the next K by growing distance. */
function ringGraph(kernels: ReturnType<typeof createTestRuntime>): AffinityGraph {
  const indices = new Uint32Array(ROWS * K);
  const squaredDistances = new Float64Array(ROWS * K);
  for (let row = 0; row < ROWS; row++) {
    for (let j = 0; j < K; j++) {
      indices[row * K + j] = (row + j + 1 + (j > 8 ? row % 7 : 0)) % ROWS;
      squaredDistances[row * K + j] = (j + 1) ** 2 * (1 + (row % 3));
    }
  }
  return runToEnd(affinities(kernels, { indices, squaredDistances }, K, 4));
}

function denseOf({ rows, rowStarts, columns, values }: AffinityGraph): Float64Array {
  const P = new Float64Array(rows * rows);
  for (let row = 0; row < rows; row++) {
    for (let edge = rowStarts[row]; edge < rowStarts[row + 1]; edge++)
      if (columns[edge] !== row) P[row * rows + columns[edge]] += values[edge];
  }
  return P;
}

const scattered = (dims: number, spread: number) =>
  Float32Array.from({ length: ROWS * dims }, (_, i) => spread * Math.sin(i * i * 1.7 + i));

const stored = (kernels: ReturnType<typeof createTestRuntime>, at: number, dims: 2 | 3) => {
  const stride = strideOf(dims);
  const values = kernels.f32(at, ROWS * stride);
  return Array.from({ length: ROWS * dims }, (_, i) => {
    return values[Math.floor(i / dims) * stride + (i % dims)];
  });
};

const size = (values: ArrayLike<number>) =>
  Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0));
const apart = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  size(Array.from(a, (value, i) => value - b[i])) / size(b);

describe.each([
  [2, 'sklearn', 3],
  [3, 'sklearn', 3],
  [3, 'exact', 3],
  [2, 'sklearn', 1e-4],
  [3, 'exact', 1e-4],
  [2, 'sklearn', 200],
] as const)(
  't-SNE sums in %i dimensions, %s form, spread %d',
  (dims, form: GradientForm, spread) => {
    const kernels = createTestRuntime();
    const graph = ringGraph(kernels);
    const P = denseOf(graph);
    const coordinates = scattered(dims, spread);
    const descent = new Descent(kernels, graph, dims, form);
    descent.place(coordinates);
    const expected = pairSumsReference(P, coordinates, dims, form);

    it('attract as all pairs do', () => {
      const out = kernels.alloc(ROWS * strideOf(dims) * 4);
      descent.attraction(out);
      expect(apart(stored(kernels, out, dims), expected.attraction)).toBeLessThan(1e-5);
    });

    it('repel as all pairs do', () => {
      const repulsion = new ExactRepulsion(kernels, form);
      const Z = runToEnd(repulsion.run(descent.points, descent.repulsion));
      expect(Z / expected.normalizer).toBeCloseTo(1, 5);
      expect(apart(stored(kernels, descent.repulsion, dims), expected.repulsion)).toBeLessThan(
        1e-5,
      );
      const sampled = repulsion.sample(descent.points, Uint32Array.from([3, 69, 10]));
      const wanted = [3, 69, 10].flatMap((row) =>
        Array.from(expected.repulsion.subarray(row * dims, (row + 1) * dims)),
      );
      expect(apart(sampled.forces, wanted)).toBeLessThan(1e-5);
    });

    it('diverge as defined', () => {
      expect(descent.divergence(expected.normalizer)).toBeCloseTo(expected.divergence, 5);
    });

    it('step as scikit-learn does, with gains and momentum', () => {
      const gradient = gradientReference(expected, dims);
      const [learningRate, momentum] = [0.3, 0.5];
      const normalizer = expected.normalizer;
      descent.resetMomentum();
      runToEnd(new ExactRepulsion(kernels, form).run(descent.points, descent.repulsion));
      const norm = descent.step({ exaggeration: 1, normalizer, momentum, learningRate });
      // No velocity yet: every gain falls to 0.8.
      expect(norm / (0.8 * size(gradient))).toBeCloseTo(1, 3);
      const moved = Array.from(descent.coordinates(), (value, i) => value - coordinates[i]);
      const wanted = Array.from(gradient, (value) => -learningRate * 0.8 * value);
      expect(size(moved.map((value, i) => value - wanted[i]))).toBeLessThan(
        1e-3 * size(wanted) + 2e-7 * size(coordinates),
      );
      const { bounds } = descent.points;
      const xs = Array.from(descent.coordinates()).filter((_, i) => i % dims === 0);
      expect(bounds[0]).toBe(Math.min(...xs));
      expect(bounds[1]).toBe(Math.max(...xs));
      descent.place(coordinates);
    });
  },
);

describe('the gradient of the divergence by finite differences', () => {
  it.each([
    [2, 'sklearn'],
    [3, 'exact'],
  ] as const)('is what is summed in %i dimensions, %s form', (dims, form) => {
    const P = denseOf(ringGraph(createTestRuntime()));
    const points = Float64Array.from(scattered(dims, 3));
    const gradient = gradientReference(pairSumsReference(P, points, dims, form), dims);
    for (const at of [0, 7, 50, ROWS * dims - 1]) {
      const shifted = [1e-5, -1e-5].map((change) => {
        const other = points.slice();
        other[at] += change;
        return pairSumsReference(P, other, dims, form).divergence;
      });
      expect((shifted[0] - shifted[1]) / 2e-5).toBeCloseTo(gradient[at], 7);
    }
  });
});
