import { describe, expect, it } from 'vitest';
import type { Scene } from './paint-scene';
import { paintScene } from './paint-scene';
import { multiply, projection } from './projection';

/** Columns one after the other: moved by (1, 2, 3), then seen from z = 10 with a right angle, as WebGL has it. */
const moved = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 2, 3, 1];
const [near, far] = [1, 101];
const lens = [
  1,
  0,
  0,
  0,
  0,
  1,
  0,
  0,
  0,
  0,
  -(far + near) / (far - near),
  -1,
  0,
  0,
  (-2 * far * near) / (far - near),
  0,
];
const back = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, -10, 1];
const camera = multiply(lens, multiply(back, moved));
const view = { scale: [1, 1, 1], width: 200, height: 100 };

describe('a camera', () => {
  it('sees points where they are: near ones farther apart', () => {
    // Moved, they are at (0, 0, 0), (5, 0, 0) and (0, 2, 5): 10, 10 and 5 from the eye.
    const at = projection(camera, [-1, -2, -3, 4, -2, -3, -1, 0, 2], 3, view);
    expect([0, 1, 2].map(at.x)).toEqual([100, 150, 100]);
    [50, 50, 30].forEach((y, point) => expect(at.y(point)).toBeCloseTo(y, 9));
    expect(at.depth!(2)).toBeLessThan(at.depth!(0));
    expect(at.depth!(1)).toBeCloseTo(at.depth!(0), 12);
  });

  it('takes the scale of the axes in, and passes over further ones', () => {
    const at = projection(camera, [-10, -20, -30, 7, 40, -20, -30, 7], 4, {
      ...view,
      scale: [0.1, 0.1, 0.1],
    });
    expect([0, 1].map(at.x)).toEqual([100, 150]);
  });

  it('does not see what is behind it', () => {
    const at = projection(camera, [-1, -2, 20], 3, view);
    expect(at.x(0)).toBeLessThan(-1e4);
  });
});

it('paints near points over far ones, in whatever order they come', () => {
  const base = {
    count: 2,
    rows: Uint32Array.of(0, 1),
    coloring: {
      key: 'label',
      title: 'Label',
      codes: Int32Array.of(0, 1),
      names: ['a', 'b'],
      kind: 'class',
    },
    size: 9,
    isPicked: () => true,
    isShown: () => true,
    images: undefined,
  } as const;
  const colours = [
    [-1, -2, 2, -1, -2, -3],
    [-1, -2, -3, -1, -2, 2],
  ].map((coordinates) => {
    const image = {
      width: 200,
      height: 100,
      data: new Uint8ClampedArray(200 * 100 * 4),
    } as unknown as ImageData;
    const at = projection(camera, coordinates, 3, view);
    const scene: Scene = { ...base, points: { coordinates, dims: 3 } };
    paintScene(image, scene, { left: 0, top: 0, width: 200, height: 100, at }, 1);
    return [...image.data.subarray((50 * 200 + 100) * 4, (50 * 200 + 100) * 4 + 3)];
  });
  // The first point is the nearer one in the first picture, the second in the other.
  expect(colours[0]).toEqual([0x44, 0x77, 0xaa]);
  expect(colours[1]).toEqual([0xee, 0x66, 0x77]);
});
