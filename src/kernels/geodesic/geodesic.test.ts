import { describe, expect, it } from 'vitest';
import { createTestRuntime } from '../runtime/test-runtime';
import { doubleCentred, scaledSquares } from './reference';
import { CentredSquares } from './wasm';

/** Distances between points on a line, unevenly spaced. */
function lineDistances(n: number): Float32Array {
  const at = Array.from({ length: n }, (_, i) => i + 0.4 * Math.sin(3 * i));
  return Float32Array.from({ length: n * n }, (_, e) =>
    Math.abs(at[Math.floor(e / n)] - at[e % n]),
  );
}

describe.each([4, 67, 130])('CentredSquares of %i points', (n) => {
  const kernels = createTestRuntime();
  const D = lineDistances(n);
  const pointer = kernels.alloc(D.byteLength);
  kernels.f32(pointer, D.length).set(D);
  const operator = new CentredSquares(kernels, pointer, n);
  const centred = doubleCentred(scaledSquares(D), n);

  it('multiplies as the matrix itself', () => {
    const x = Float64Array.from({ length: n }, (_, i) => Math.cos(i) + 0.3);
    const found = operator.multiply(x);
    for (let r = 0; r < n; r++) {
      const expected = x.reduce((sum, value, c) => sum + centred[r * n + c] * value, 0);
      expect(Math.abs(found[r] - expected)).toBeLessThan(1e-9 * n * n);
    }
  });

  it('knows the sum of its squared entries', () => {
    const expected = centred.reduce((sum, value) => sum + value * value, 0);
    expect(operator.squaredNorm() / expected).toBeCloseTo(1, 10);
  });
});
