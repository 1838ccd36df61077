import { describe, expect, it } from 'vitest';
import { RandomState } from '../random/random-state';
import { doubtedLabels } from './confident-learning';

describe('likely wrong labels', () => {
  it('are those that count as another class, by each class’s own mean', () => {
    // Class 0 has 0.9 on average over its rows, class 1 has 0.49 over its own.
    const probabilities = Float32Array.of(1, 0, 0.95, 0.05, 0.75, 0.25, 0.1, 0.9, 0.92, 0.08);
    const given = Int32Array.of(0, 0, 0, 1, 1);
    expect(doubtedLabels(probabilities, given, 2)).toEqual([
      { entry: 4, suggested: 0, margin: expect.closeTo(0.84, 6) as number },
    ]);
  });

  it('are not those of a class of which the model is never sure', () => {
    // Rows of class 1 look a little more like class 0, but never as much as rows of class 0 do.
    const probabilities = Float32Array.of(0.95, 0.05, 0.9, 0.1, 0.55, 0.45, 0.6, 0.4);
    expect(doubtedLabels(probabilities, Int32Array.of(0, 0, 1, 1), 2)).toEqual([]);
  });

  it('leaves out rows without a label and rows of which nothing is known', () => {
    const probabilities = Float32Array.of(1, 0, 0, 1, 0, 0, 1, 0);
    expect(doubtedLabels(probabilities, Int32Array.of(0, 1, 1, -1), 2)).toEqual([]);
  });

  it('finds labels that were exchanged, nearly all and hardly others, the surest first', () => {
    const [rows, nClasses] = [600, 3];
    const random = new RandomState(0);
    const truth = Int32Array.from({ length: rows }, (_, i) => i % nClasses);
    const probabilities = new Float32Array(rows * nClasses);
    truth.forEach((code, row) => {
      const own = 0.9 + 0.1 * random.randomSample();
      for (let c = 0; c < nClasses; c++)
        probabilities[row * nClasses + c] = c === code ? own : (1 - own) / (nClasses - 1);
    });
    const given = truth.map((code, row) => (row % 20 === 0 ? (code + 1) % nClasses : code));
    const found = doubtedLabels(probabilities, given, nClasses);
    const right = found.filter(({ entry }) => entry % 20 === 0);
    expect(right.length / (rows / 20)).toBeGreaterThan(0.9);
    expect(right.length / found.length).toBeGreaterThan(0.95);
    expect(right.every(({ entry, suggested }) => suggested === truth[entry])).toBe(true);
    expect(found.every(({ margin }, i) => i === 0 || margin <= found[i - 1].margin)).toBe(true);
  });
});
