import { describe, expect, it } from 'vitest';
import { learningRateAt } from './schedule';

const rates = (plan: Partial<Parameters<typeof learningRateAt>[0]>, total: number): number[] =>
  Array.from({ length: total }, (_, step) =>
    learningRateAt({ learningRate: 0.01, schedule: 'constant', warmUp: 0, ...plan }, step, total),
  );
const close = (found: number[], expected: number[]): void =>
  found.forEach((rate, i) => expect(rate).toBeCloseTo(expected[i], 12));

describe('the learning rate', () => {
  it('is the same in every step unless told otherwise', () => {
    expect(new Set(rates({}, 10))).toEqual(new Set([0.01]));
  });

  it('rises in equal steps at first', () => {
    close(rates({ warmUp: 0.4 }, 10), [0.002, 0.004, 0.006, 0.008, ...Array(6).fill(0.01)]);
  });

  it('falls along a cosine, to 0 after the last step', () => {
    const half = Math.SQRT1_2 / 2;
    close(rates({ schedule: 'cosine' }, 4), [
      0.01,
      0.01 * (0.5 + half),
      0.005,
      0.01 * (0.5 - half),
    ]);
    expect(learningRateAt({ learningRate: 0.01, schedule: 'cosine', warmUp: 0.1 }, 20, 20)).toBe(0);
  });

  it('goes up to its peak at 30 % of one cycle, and down', () => {
    const cycle = rates({ schedule: 'oneCycle', warmUp: 0.5 }, 10);
    expect(cycle[0]).toBeCloseTo(0.0004, 12);
    expect(cycle[3]).toBe(0.01);
    expect([...cycle].sort((a, b) => a - b)[9]).toBe(0.01);
    expect(cycle[9]).toBeLessThan(0.001);
  });
});
