import { describe, expect, it } from 'vitest';
import { matrix } from '../../../core/matrix';
import { runToEnd } from '../../../core/task';
import { createTestRuntime } from '../../../kernels/runtime/test-runtime';
import { affinities, type AffinityGraph } from '../../../kernels/tsne-affinity/wasm';
import { strideOf } from '../../../kernels/tsne-attraction/points';
import { Descent } from '../../../kernels/tsne-attraction/wasm';
import { ExactRepulsion } from '../../../kernels/tsne-exact/wasm';
import { MeshRepulsion } from '../../../kernels/tsne-mesh/wasm';
import { knn } from '../../../kernels/knn/wasm';
import golden from './golden.json';
import { neighborCount, type TsneParams } from './params';

type Kernels = ReturnType<typeof createTestRuntime>;

function graphOf(kernels: Kernels, X: number[], rows: number, cols: number, perplexity: number) {
  const k = neighborCount(rows, { perplexity, method: 'auto' } as TsneParams);
  const lists = runToEnd(knn(kernels, matrix(Uint8Array.from(X), rows, cols), k));
  return runToEnd(affinities(kernels, lists, k, perplexity));
}

function dense({ rows, rowStarts, columns, values }: AffinityGraph): Float64Array {
  const P = new Float64Array(rows * rows);
  for (let row = 0; row < rows; row++) {
    for (let edge = rowStarts[row]; edge < rowStarts[row + 1]; edge++)
      P[row * rows + columns[edge]] += values[edge];
  }
  return P;
}

describe('scikit-learn’s affinities', () => {
  it.each(golden.affinities)('of $name', ({ rows, cols, X, perplexity, P }) => {
    const found = dense(graphOf(createTestRuntime(), X, rows, cols, perplexity));
    const expected = new Float64Array(rows * rows);
    P.values.forEach((value, i) => {
      expected[P.rows[i] * rows + P.cols[i]] = value;
      expected[P.cols[i] * rows + P.rows[i]] = value;
    });
    expected.forEach((value, i) => expect(Math.abs(found[i] - value)).toBeLessThan(1e-6));
  });
});

describe.each(golden.gradients)('scikit-learn’s gradient in $dims dimensions', (expected) => {
  const dims = expected.dims as 2 | 3;
  const [{ rows, cols, X }] = golden.affinities;
  const kernels = createTestRuntime();
  const descent = new Descent(kernels, graphOf(kernels, X, rows, cols, 10), dims, 'sklearn');
  descent.place(Float32Array.from(expected.Y));

  it.each(['exact', 'mesh'] as const)('by the %s repulsion', (way) => {
    const repulsion =
      way === 'exact'
        ? new ExactRepulsion(kernels, 'sklearn')
        : new MeshRepulsion(kernels, rows, dims, 'sklearn');
    const stride = strideOf(dims);
    const attraction = kernels.alloc(rows * stride * 4);
    const normalizer = runToEnd(repulsion.run(descent.points, descent.repulsion));
    descent.attraction(attraction);
    const pull = kernels.f32(attraction, rows * stride);
    const push = kernels.f32(descent.repulsion, rows * stride);
    const gradient = expected.gradient.map((_, i) => {
      const at = Math.floor(i / dims) * stride + (i % dims);
      return descent.constant * (pull[at] - push[at] / normalizer);
    });
    const off = Math.hypot(...gradient.map((value, i) => value - expected.gradient[i]));
    const tolerance = way === 'exact' ? 1e-4 : 1e-2;
    expect(off / Math.hypot(...expected.gradient)).toBeLessThan(tolerance);
    expect(descent.divergence(normalizer)).toBeCloseTo(
      expected.divergence,
      way === 'exact' ? 5 : 2,
    );
  });
});
