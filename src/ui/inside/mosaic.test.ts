import { expect, it } from 'vitest';
import { mapsImage, mosaic } from './mosaic';

it('lays tiles out row by row, a pixel apart', () => {
  const { pixels, shape } = mosaic({
    count: 3,
    height: 1,
    width: 2,
    channels: 1,
    columns: 2,
    shadeOf: (tile, _, col) => tile / 10 + col / 100,
  });
  expect(shape).toEqual({ height: 3, width: 5, channels: 1 });
  const gap = NaN;
  const rows = [
    [0, 0.01, gap, 0.1, 0.11],
    [gap, gap, gap, gap, gap],
    [0.2, 0.21, gap, gap, gap],
  ];
  expect(Array.from(pixels, (shade) => Math.round(shade * 100) / 100)).toEqual(rows.flat());
});

it('shows a layer from its smallest to its largest value', () => {
  const values = Float32Array.of(3, -1, 1, 0);
  const { pixels } = mapsImage({ name: 'a', height: 1, width: 2, filters: 2, values });
  expect(Array.from(pixels).filter((_, i) => i !== 2)).toEqual([1, 0.5, 0, 0.25]);
});
