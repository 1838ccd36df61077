import { describe, expect, it } from 'vitest';
import { inputFacts } from './input-facts';
import { matrix } from './matrix';

describe('what a method may know of its input', () => {
  const X = matrix(new Uint8Array(3 * 64), 3, 64);
  const imageShape = { height: 8, width: 8, channels: 1 };

  it('counts labels by class', () => {
    const facts = inputFacts({ X, y: Int32Array.of(1, -1, 1), nClasses: 3 });
    expect(facts).toMatchObject({ labelled: 2, labelledPerClass: [0, 2, 0] });
  });

  it('has the columns that will be there, and images only as long as they are images', () => {
    expect(inputFacts({ X, imageShape })).toMatchObject({ cols: 64, imageShape });
    expect(inputFacts({ X, imageShape, prepare: 'standard' })).toMatchObject({
      cols: 64,
      imageShape,
    });
    const prepared = inputFacts({ X, imageShape, prepare: 'gradients' });
    expect(prepared.cols).toBe(7 * 7 * 8);
    expect(prepared.imageShape).toBeUndefined();
  });
});
