import { describe, expect, it } from 'vitest';
import { ExpectedFailure } from '../../core/failure';
import { dotRowsReference } from '../vector/reference';
import { createTestRuntime } from './test-runtime';

describe('WasmRuntime', () => {
  it('runs a parallel kernel over all its blocks', () => {
    const kernels = createTestRuntime();
    const [rows, stride] = [600, 12];
    const X = Float32Array.from({ length: rows * stride }, (_, i) => Math.sin(i));
    const v = Float32Array.from({ length: stride }, (_, i) => Math.cos(i));
    const pointers = [
      kernels.alloc(X.byteLength),
      kernels.alloc(v.byteLength),
      kernels.alloc(rows * 4),
    ];
    kernels.f32(pointers[0], X.length).set(X);
    kernels.f32(pointers[1], v.length).set(v);
    kernels.parallel('dotRows', 0, Math.ceil(rows / 256), ...pointers, rows, stride);
    const expected = dotRowsReference(X, v, rows, stride);
    kernels.f32(pointers[2], rows).forEach((value, r) => expect(value).toBeCloseTo(expected[r], 5));
  });

  it('hands out zeroed, aligned memory and takes it back in order', () => {
    const kernels = createTestRuntime();
    const mark = kernels.mark();
    const pointer = kernels.alloc(10);
    kernels.u8(pointer, 10).fill(7);
    kernels.release(mark);
    const again = kernels.alloc(200_000);
    expect(again).toBe(pointer);
    expect(again % 64).toBe(0);
    expect(kernels.u8(again, 200_000).every((byte) => byte === 0)).toBe(true);
    expect(kernels.memory.used).toBeGreaterThanOrEqual(200_000);
  });

  it('says when memory is not to be had', () => {
    expect(() => createTestRuntime().alloc(2 ** 40)).toThrow(ExpectedFailure);
  });

  it('names a kernel that is missing', () => {
    expect(() => createTestRuntime().call('noSuchKernel')).toThrow(/noSuchKernel/);
  });
});
