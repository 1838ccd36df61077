import { describe, expect, it } from 'vitest';
import { matrix } from '../../../core/matrix';
import { RandomState } from '../../../core/random/random-state';
import { Augmenter, changesImages, shifted } from './augment';
import { batchesOf } from './batches';
import { plainPlan } from './plan';

const none = { rotation: 0, shift: 0, scale: 0, elastic: 0, mirror: false, cutout: 0 };
const all = { rotation: 15, shift: 2, scale: 0.2, elastic: 1, mirror: true, cutout: 3 };
const shape = { height: 7, width: 5, channels: 3 };
const random = new RandomState(3);
const images = Float32Array.from({ length: 4 * 105 }, () => random.randomSample());

/** A random stream whose uniform draws are all this far along their interval. */
const drawing = (share: number): RandomState => {
  const stream = new RandomState(0);
  stream.randomSample = () => share;
  return stream;
};

describe('augmentation', () => {
  it('changes nothing when nothing is asked for', () => {
    expect(changesImages(none)).toBe(false);
    expect(new Augmenter(shape, none).apply(images, new RandomState(1))).toEqual(images);
  });

  it('follows from the seed, and changes each image its own way', () => {
    const one = new Augmenter(shape, all).apply(images, new RandomState(1));
    expect(new Augmenter(shape, all).apply(images, new RandomState(1))).toEqual(one);
    expect(new Augmenter(shape, all).apply(images, new RandomState(2))).not.toEqual(one);
    const twice = new Float32Array([...images.subarray(0, 105), ...images.subarray(0, 105)]);
    const changed = new Augmenter(shape, all).apply(twice, new RandomState(1));
    expect(changed.subarray(0, 105)).not.toEqual(changed.subarray(105));
  });

  it.each([
    { height: 1, width: 1, channels: 1 },
    { height: 1, width: 9, channels: 2 },
    { height: 32, width: 3, channels: 4 },
  ])('stays between the smallest and the largest value of an image of %j', (odd) => {
    const size = odd.height * odd.width * odd.channels;
    const values = images.subarray(0, size);
    const out = new Augmenter(odd, { ...all, cutout: 0 }).apply(values, new RandomState(1));
    expect(Math.min(...out)).toBeGreaterThanOrEqual(Math.min(...values));
    expect(Math.max(...out)).toBeLessThanOrEqual(Math.max(...values));
  });

  it('turns about the middle', () => {
    const square = { height: 3, width: 3, channels: 1 };
    const image = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    const turned = new Augmenter(square, { ...none, rotation: 90 }).apply(image, drawing(1));
    const expected = [7, 4, 1, 8, 5, 2, 9, 6, 3];
    turned.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 5));
  });

  it('mirrors half of the images, pixels with all their channels', () => {
    const wide = { height: 2, width: 3, channels: 2 };
    const image = Float32Array.from({ length: 12 }, (_value, i) => i);
    const how = { ...none, mirror: true };
    const turned = new Augmenter(wide, how).apply(image, drawing(0.4));
    expect([...turned]).toEqual([4, 5, 2, 3, 0, 1, 10, 11, 8, 9, 6, 7]);
    expect(new Augmenter(wide, how).apply(image, drawing(0.5))).toEqual(image);
  });

  it('cuts out a square, or the part of it within the image', () => {
    const square = { height: 4, width: 4, channels: 1 };
    const ones = new Float32Array(16).fill(1);
    const cut = (share: number): string =>
      [...new Augmenter(square, { ...none, cutout: 2 }).apply(ones, drawing(share))].join('');
    expect(cut(0.5)).toBe('1111100110011111');
    expect(cut(0)).toBe('0111111111111111');
    expect(cut(0.999)).toBe('1111111111111110');
  });

  it('moves by whole pixels as shifting does, the border going on', () => {
    const moved = new Augmenter(shape, { ...none, shift: 1 }).apply(images, drawing(1));
    expect(moved).toEqual(shifted(images, shape, -1, -1));
    expect(shifted(images, shape, 1, 0).subarray(0, 15)).toEqual(images.subarray(0, 15));
    expect(shifted(images, shape, 0, 0)).toEqual(images);
  });
});

describe('the batches of an epoch', () => {
  const data = {
    X: matrix(images, 4, 105),
    y: Int32Array.of(0, 1, 0, 1),
    imageShape: shape,
    train: Uint32Array.of(3, 1, 0),
    validation: Uint32Array.of(2),
  };
  const plan = { ...plainPlan, epochs: 1, batchSize: 2, learningRate: 0.01 };
  const at = { epoch: 1, randomState: 5, denseInputs: 1000 };

  it('hold every training row once, as it is', () => {
    const batches = [...batchesOf(data, plan, at)];
    expect(batches.map(({ labels }) => labels.length)).toEqual([2, 1]);
    const order = new RandomState(6).permutation(3).map((i) => data.train[i]);
    const rows = batches.flatMap((batch) => [...batch.images]);
    expect(rows).toEqual(
      [...order].flatMap((row) => Array.from(data.X.data.subarray(row * 105, row * 105 + 105))),
    );
    expect(batches[0].dropout).toBeUndefined();
  });

  it('drop about the share asked for, and make up for it', () => {
    const [{ dropout }] = batchesOf(data, { ...plan, dropout: 0.2 }, at);
    expect(dropout).toHaveLength(2000);
    const kept = dropout?.filter((factor) => factor > 0) ?? [];
    expect(kept.length / 2000).toBeCloseTo(0.8, 1);
    expect(new Set(kept)).toEqual(new Set([1.25]));
  });

  it('follow from seed and epoch', () => {
    const strong = { ...plan, ...all, dropout: 0.5 };
    const first = [...batchesOf(data, strong, at)];
    expect([...batchesOf(data, strong, at)]).toEqual(first);
    expect([...batchesOf(data, strong, { ...at, epoch: 2 })]).not.toEqual(first);
  });
});
