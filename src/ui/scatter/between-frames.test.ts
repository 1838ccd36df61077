import { expect, it } from 'vitest';
import { between, placeOf } from './between-frames';

const frames = [
  { iteration: 10, coordinates: Float32Array.of(0, 4) },
  { iteration: 20, coordinates: Float32Array.of(10, 8) },
];

it('is a frame itself at its place, and part of the way between two', () => {
  expect(between(frames, 0)).toBe(frames[0].coordinates);
  expect(between(frames, 1)).toBe(frames[1].coordinates);
  expect([...between(frames, 0.25)]).toEqual([2.5, 5]);
});

it.each([
  [5, 0],
  [10, 0],
  [12.5, 0.25],
  [20, 1],
  [99, 1],
])('has iteration %d at place %d', (iteration, place) =>
  expect(placeOf(frames, iteration)).toBe(place),
);

it('finds the same picture when every second frame between has gone', () => {
  const all = [10, 20, 30, 40, 50].map((iteration) => ({
    iteration,
    coordinates: Float32Array.of(iteration),
  }));
  const fewer = all.filter((_, i) => i % 2 === 0);
  for (const iteration of [30, 40])
    expect([...between(fewer, placeOf(fewer, iteration))]).toEqual([iteration]);
});
