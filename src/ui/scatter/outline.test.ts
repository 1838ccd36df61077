import { describe, expect, it } from 'vitest';
import { boxBetween, frontPoint, nearestPoint, pointsInside } from './outline';
import { toScreen, type PlotView } from './plot-view';

/** A view of 100 × 50 pixels on the plane from (0, 0) to (10, 5): ten pixels to one. */
const view: PlotView = { left: 0, top: 0, width: 100, height: 50, x: [0, 10], y: [0, 5] };
const all = () => true;

describe('pointsInside', () => {
  const coordinates = [1, 1, 5, 2.5, 9, 4, 20, 20];
  const at = toScreen(view, coordinates, 2);

  it('takes the points in a box, whichever corner it was begun at', () => {
    expect(pointsInside(boxBetween([40, 15], [60, 35]), at, 4, all)).toEqual([1]);
    expect(pointsInside(boxBetween([60, 35], [0, 50]), at, 4, all)).toEqual([0]);
  });

  it('leaves out what lies in a bay of a lasso, and what the legend hides', () => {
    // A U round the point in the middle.
    const bay = [
      [0, 0],
      [0, 50],
      [100, 50],
      [100, 0],
      [80, 0],
      [80, 40],
      [20, 40],
      [20, 0],
    ] as const;
    expect(pointsInside(bay, at, 4, all)).toEqual([0, 2]);
    expect(pointsInside(bay, at, 4, (point) => point !== 2)).toEqual([0]);
  });

  it('takes nothing by an outline of no or one place', () => {
    expect(pointsInside([], at, 4, all)).toEqual([]);
    expect(pointsInside([[10, 40]], at, 4, all)).toEqual([]);
  });
});

describe('nearestPoint', () => {
  const at = toScreen(view, [1, 1, 1, 1, 3, 1], 2);

  it('is within reach, the last of those at one place, and none that is hidden', () => {
    expect(nearestPoint([12, 40], 5, at, 3, all)).toBe(1);
    expect(nearestPoint([12, 40], 5, at, 3, (point) => point !== 1)).toBe(0);
    expect(nearestPoint([20, 20], 5, at, 3, all)).toBeUndefined();
  });

  it('knows maps of one dimension, which lie on a line', () => {
    expect(nearestPoint([51, 50], 5, toScreen(view, [1, 5], 1), 2, all)).toBe(1);
  });
});

describe('frontPoint', () => {
  const places = [
    { x: 10, y: 10, depth: 0.9 },
    { x: 11, y: 10, depth: 0.2 },
    { x: 10, y: 11, depth: 0.5 },
    { x: 18, y: 10, depth: 0.1 },
  ];
  const at = {
    x: (point: number) => places[point].x,
    y: (point: number) => places[point].y,
    depth: (point: number) => places[point].depth,
  };
  const near = { cover: 3, reach: 8 };

  it('is the one in front of those that cover the place, whatever their order', () => {
    expect(frontPoint([10, 10], near, at, 4, all)).toBe(1);
    expect(frontPoint([10, 10], near, at, 4, (point) => point !== 1)).toBe(2);
  });

  it('is the nearest within reach where none covers it', () => {
    expect(frontPoint([15, 10], { ...near, cover: 1 }, at, 4, all)).toBe(3);
    expect(frontPoint([10, 16], near, at, 4, all)).toBe(2);
    expect(frontPoint([10, 30], near, at, 4, all)).toBeUndefined();
  });
});
