import { expect, it } from 'vitest';
import { between } from './between-frames';

const frames = [
  { iteration: 10, coordinates: Float32Array.of(0, 4) },
  { iteration: 20, coordinates: Float32Array.of(10, 8) },
];

it('is a frame itself at its place, and part of the way between two', () => {
  expect(between(frames, 0)).toBe(frames[0].coordinates);
  expect(between(frames, 1)).toBe(frames[1].coordinates);
  expect([...between(frames, 0.25)]).toEqual([2.5, 5]);
});
