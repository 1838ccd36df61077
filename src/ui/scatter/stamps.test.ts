import { expect, it } from 'vitest';
import { inkOf } from '../palette';
import { groundOf, stampAt, stampOf } from './stamps';

const blank = (side: number) =>
  ({
    width: side,
    height: side,
    data: new Uint8ClampedArray(side * side * 4),
  }) as unknown as ImageData;
const pixel = ({ width, data }: ImageData, x: number, y: number) =>
  Array.from(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4));

it('covers about as much as a circle of its diameter has', () => {
  const covered = stampOf('circle', 9).coverage.reduce((sum, share) => sum + share / 255, 0);
  expect(covered).toBeCloseTo(Math.PI * 4.5 ** 2, 0);
});

it.each(['circle', 'diamond', 'square', 'cross', 'x'] as const)('draws a %s evenly', (symbol) => {
  const { across, down, coverage } = stampOf(symbol, 8);
  expect([...coverage].reverse()).toEqual([...coverage]);
  const middle = across.findIndex((x, i) => x === 0 && down[i] === 0);
  expect(coverage[middle]).toBe(255);
  expect(coverage.every((share) => share > 0)).toBe(true);
});

it('lays its ink on what is there, and is cut off at the edge', () => {
  const image = blank(20);
  stampAt(groundOf(image), stampOf('square', 7), inkOf('#ff0000'), 10, 10);
  stampAt(groundOf(image), stampOf('square', 7), inkOf('#0000ff'), 0, 0);
  expect(pixel(image, 10, 10)).toEqual([255, 0, 0, 255]);
  expect(pixel(image, 0, 0)).toEqual([0, 0, 255, 255]);
  expect(pixel(image, 19, 19)).toEqual([0, 0, 0, 0]);
  expect(pixel(image, 19, 0)).toEqual([0, 0, 0, 0]);
});
