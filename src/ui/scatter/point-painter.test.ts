import { expect, it } from 'vitest';
import type { Coloring } from './coloring';
import { paintPoints } from './point-painter';

const blank = (width: number, height: number) =>
  ({ width, height, data: new Uint8ClampedArray(width * height * 4) }) as unknown as ImageData;
const pixel = ({ width, data }: ImageData, x: number, y: number) =>
  Array.from(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4));
const coloring = (...codes: number[]) => ({ codes: Int32Array.from(codes) }) as Coloring;

it('draws the extremes at the edges, upright, in the colour of their code', () => {
  const image = blank(124, 124);
  paintPoints(image, { coordinates: [0, 0, 10, 10], dims: 2 }, coloring(0, 1), 1);
  expect(pixel(image, 12, 112)).toEqual([0x44, 0x77, 0xaa, 255]);
  expect(pixel(image, 112, 12)).toEqual([0xee, 0x66, 0x77, 255]);
  expect(pixel(image, 62, 62)).toEqual([0, 0, 0, 0]);
});

it('keeps both axes on one scale and centres what is narrow', () => {
  const image = blank(224, 124);
  paintPoints(image, { coordinates: [0, 0, 0, 10], dims: 2 }, undefined, 1);
  expect(pixel(image, 112, 112)[3]).toBe(255);
  expect(pixel(image, 112, 12)[3]).toBe(255);
});

it('clears what was drawn before, and takes a cloud of one point', () => {
  const image = blank(124, 124);
  paintPoints(image, { coordinates: [0, 0, 10, 10], dims: 2 }, undefined, 3);
  paintPoints(image, { coordinates: [5, 5, 1], dims: 3 }, undefined, 3);
  expect(image.data.filter((_, i) => i % 4 === 3 && image.data[i] > 0)).toHaveLength(9);
});
