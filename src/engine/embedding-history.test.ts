import { describe, expect, it } from 'vitest';
import type { ResultValue } from '../core/run';
import { historyOf, keepHistory, withPartial, type EmbeddingHistory } from './embedding-history';

const small = new Float32Array(2);

const partial = (iteration: number, coordinates: Float32Array = small) => ({
  kind: 'coordinates' as const,
  coordinates,
  dims: 2,
  iteration,
});

function after(iterations: number, every: number, coordinates?: Float32Array): EmbeddingHistory {
  let history: EmbeddingHistory | undefined;
  for (let i = every; i <= iterations; i += every)
    history = withPartial(history, partial(i, coordinates));
  if (!history) throw new Error('no picture came');
  return history;
}

const iterationsOf = ({ frames }: EmbeddingHistory) => frames.map(({ iteration }) => iteration);

describe('withPartial', () => {
  it('keeps every picture while there are few, and nothing that is no map', () => {
    expect(iterationsOf(after(50, 10))).toEqual([10, 20, 30, 40, 50]);
    expect(withPartial(undefined, { kind: 'losses', losses: [1] })).toBeUndefined();
    expect(withPartial(undefined, undefined)).toBeUndefined();
  });

  it('thins to at most 60 pictures, the first kept, evenly spaced', () => {
    const iterations = iterationsOf(after(20_000, 10));
    expect(iterations.length).toBeGreaterThan(29);
    expect(iterations.length).toBeLessThanOrEqual(60);
    const gaps = iterations.slice(1).map((iteration, i) => iteration - iterations[i]);
    expect(new Set(gaps).size).toBe(1);
    expect(iterations[0]).toBe(10);
  });

  it('keeps fewer of large ones', () => {
    const { frames } = after(1000, 10, new Float32Array(2_000_000));
    expect(frames.length).toBeLessThanOrEqual(12);
    expect(frames.length).toBeGreaterThan(5);
  });
});

describe('keepHistory', () => {
  const valueOf = (nIter: number): ResultValue => ({
    kind: 'model',
    model: {
      kind: 'embedding',
      coordinates: Float32Array.of(1, 2),
      dims: 2,
      nIter,
      warnings: [],
      figures: {},
    },
  });

  it('ends with the map itself, which no earlier picture says to be later than', () => {
    const value = valueOf(45);
    keepHistory(value, after(50, 10));
    const history = historyOf({ value });
    expect(history && iterationsOf(history)).toEqual([10, 20, 30, 40, 45]);
    expect(history?.frames.at(-1)?.coordinates).toEqual(Float32Array.of(1, 2));
  });

  it('has none for a map that came at once', () => {
    const value = valueOf(0);
    keepHistory(value, undefined);
    expect(historyOf({ value })).toBeUndefined();
  });
});
