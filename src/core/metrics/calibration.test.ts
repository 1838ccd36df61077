import { describe, expect, it } from 'vitest';
import {
  calibrationBins,
  calibrationError,
  coverageAt,
  coverageCurve,
  rightness,
} from './calibration';

const confidence = Float32Array.of(0.95, 0.9, 0.55, 0.5, 0.5, 0);
// right, right, wrong, right, unknown, wrong
const right = rightness([1, 2, 0, 1, 1, 0], [1, 2, 3, 1, -1, 2]);

describe('trust', () => {
  it('tells right, wrong and unknown apart', () => {
    expect(Array.from(right)).toEqual([1, 1, 0, 1, -1, 0]);
  });

  it('counts the rows at or above a threshold', () => {
    expect(coverageAt(confidence, right, 0.5)).toEqual({
      threshold: 0.5,
      kept: 5,
      coverage: 5 / 6,
      accuracy: 3 / 4,
    });
    expect(coverageAt(confidence, right, 0.99)).toEqual({ threshold: 0.99, kept: 0, coverage: 0 });
    expect(coverageAt(confidence, right, 0)).toMatchObject({ coverage: 1, accuracy: 3 / 5 });
  });

  it('draws accuracy by coverage, rows of equal confidence together', () => {
    const curve = coverageCurve(confidence, right);
    expect(curve.map(({ coverage }) => coverage)).toEqual([1 / 6, 2 / 6, 3 / 6, 5 / 6, 1]);
    for (const point of curve) {
      const { kept: _, ...at } = coverageAt(confidence, right, point.threshold);
      expect(point).toEqual(at);
    }
  });

  it('draws few points of many rows, the last one all', () => {
    const many = Float32Array.from({ length: 10_000 }, (_, i) => (i % 997) / 997);
    const curve = coverageCurve(many, new Int8Array(10_000).fill(1), 50);
    expect(curve.length).toBeLessThanOrEqual(50);
    expect(curve.length).toBeGreaterThan(40);
    expect(curve.at(-1)).toMatchObject({ coverage: 1, accuracy: 1 });
  });

  it('holds confidence against accuracy bin by bin', () => {
    const bins = calibrationBins(confidence, right, 2);
    expect(bins.map(({ count }) => count)).toEqual([1, 4]);
    expect(bins[0]).toMatchObject({ from: 0, to: 0.5, meanConfidence: 0, accuracy: 0 });
    expect(bins[1].meanConfidence).toBeCloseTo((0.95 + 0.9 + 0.55 + 0.5) / 4, 6);
    expect(bins[1].accuracy).toBe(0.75);
    const error = ((0.95 + 0.9 + 0.55 + 0.5) / 4 - 0.75) * (4 / 5);
    expect(calibrationError(bins)).toBeCloseTo(Math.abs(error), 6);
  });

  it('puts full confidence in the last bin, and says nothing where no truth is known', () => {
    expect(calibrationBins(Float32Array.of(1), Int8Array.of(1))).toMatchObject([{ to: 1 }]);
    expect(calibrationBins(confidence, new Int8Array(6).fill(-1))).toEqual([]);
    expect(calibrationError([])).toBeUndefined();
    expect(coverageCurve(confidence, new Int8Array(6).fill(-1)).at(-1)).toEqual({
      threshold: 0,
      coverage: 1,
    });
  });
});
