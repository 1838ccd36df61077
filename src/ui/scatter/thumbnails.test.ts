import { describe, expect, it } from 'vitest';
import type { ImageTable } from '../../data/dataset';
import { paintScene, thumbnailAt } from './paint-scene';
import { toScreen, type Frame, type PlotView } from './plot-view';
import type { Points } from '../plots/figures/scatter';
import { groundOf } from './stamps';
import { hasBrightGround, paintThumbnail, placeThumbnails } from './thumbnails';

const view: PlotView = { left: 0, top: 0, width: 300, height: 200, x: [0, 300], y: [0, 200] };
const frameOf = ({ coordinates, dims }: Points): Frame => ({
  ...view,
  at: toScreen(view, coordinates, dims),
});
const blank = (width: number, height: number) =>
  ({ width, height, data: new Uint8ClampedArray(width * height * 4) }) as unknown as ImageData;

/** Points all over the view, from a plain rule. */
const many = Float32Array.from({ length: 4000 }, (_, i) =>
  i % 2 === 0 ? (i * 7919) % 300 : (i * 104_729) % 200,
);

/** Images of two by two pixels: ink at the top left. */
const table = {
  rows: 2,
  cols: 4,
  pixels: Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0),
  pixelMax: 255,
  shape: { width: 2, height: 2, channels: 1 },
} as ImageTable;

describe('placeThumbnails', () => {
  const at = toScreen(view, many, 2);
  const order = Array.from({ length: 2000 }, (_, i) => i);
  const room = { width: 300, height: 200, pitch: 24 };

  it('lets no image cover another, and leaves no room for one more', () => {
    const placed = placeThumbnails(order, at, room);
    const apart = (a: number, b: number) =>
      Math.max(Math.abs(at.x(a) - at.x(b)), Math.abs(at.y(a) - at.y(b)));
    const nearest = (point: number) =>
      Math.min(...placed.filter((one) => one !== point).map((one) => apart(one, point)));
    expect(Math.min(...placed.map(nearest))).toBeGreaterThanOrEqual(24);
    const left = order.filter((point) => !placed.includes(point));
    expect(Math.max(...left.map(nearest))).toBeLessThan(24);
  });

  it('shows the first of those that want one place', () => {
    const same = toScreen(view, [50, 50, 51, 50, 52, 50], 2);
    expect(placeThumbnails([2, 0, 1], same, room)).toEqual([2]);
  });

  it('shows more when zoomed in', () => {
    const near = toScreen({ ...view, x: [100, 200], y: [50, 116] }, many, 2);
    const wide = placeThumbnails(order, at, room);
    const inside = (point: number) =>
      many[point * 2] >= 100 &&
      many[point * 2] <= 200 &&
      many[point * 2 + 1] >= 50 &&
      many[point * 2 + 1] <= 116;
    expect(placeThumbnails(order, near, room).filter(inside).length).toBeGreaterThan(
      2 * wide.filter(inside).length,
    );
  });
});

describe('paintThumbnail', () => {
  const one = { row: 0, x: 4, y: 4, side: 8, ink: [10, 20, 30], opacity: 1 } as const;

  it('draws what is ink in the colour of the point, on clear ground', () => {
    const image = blank(8, 8);
    paintThumbnail(groundOf(image), table, one);
    expect(Array.from(image.data.subarray(0, 4))).toEqual([10, 20, 30, 255]);
    expect(image.data[7 * 4 + 3]).toBe(0);
  });

  it('knows dark ink on bright ground', () => {
    const bright = { ...table, pixels: table.pixels.map((value) => 255 - value) } as ImageTable;
    bright.pixels[3] = 255;
    expect([hasBrightGround(table), hasBrightGround(bright)]).toEqual([false, true]);
    const image = blank(8, 8);
    paintThumbnail(groundOf(image), bright, one);
    expect([image.data[3], image.data[7 * 4 + 3]]).toEqual([255, 0]);
  });

  it('leaves an image in colours as it is, in a frame', () => {
    const colored = {
      rows: 1,
      cols: 12,
      pixels: Uint8Array.of(...[0, 1, 2, 3].flatMap(() => [200, 100, 50])),
      pixelMax: 255,
      shape: { width: 2, height: 2, channels: 3 },
    } as ImageTable;
    const image = blank(8, 8);
    paintThumbnail(groundOf(image), colored, one);
    expect(Array.from(image.data.subarray(0, 4))).toEqual([10, 20, 30, 255]);
    expect(Array.from(image.data.subarray((3 * 8 + 3) * 4, (3 * 8 + 3) * 4 + 4))).toEqual([
      200, 100, 50, 255,
    ]);
  });
});

describe('paintScene', () => {
  const scene = {
    points: { coordinates: [50, 150, 52, 150, 250, 20, 900, 900], dims: 2 },
    count: 4,
    rows: Uint32Array.of(0, 1, 0, 1),
    coloring: undefined,
    size: 5,
    isPicked: undefined,
    isShown: () => true,
    images: table,
  };

  it('tells which images are shown of those in view, and which lies under a place', () => {
    const painted = paintScene(blank(300, 200), scene, frameOf(scene.points), 1);
    expect(painted).toMatchObject({ thumbnails: [0, 2], inView: 3 });
    const at = toScreen(view, scene.points.coordinates, 2);
    expect(thumbnailAt(painted, at, [245, 185])).toBe(2);
    expect(thumbnailAt(painted, at, [150, 100])).toBeUndefined();
  });

  it('shows selected ones first, and draws nothing that the legend hides', () => {
    const isPicked = (point: number) => point === 1;
    const painted = paintScene(blank(300, 200), { ...scene, isPicked }, frameOf(scene.points), 1);
    expect(painted.thumbnails).toEqual([1, 2]);
    const isShown = (point: number) => point !== 1;
    const image = blank(300, 200);
    paintScene(image, { ...scene, images: undefined, isPicked, isShown }, frameOf(scene.points), 1);
    expect(image.data.every((value) => value === 0)).toBe(true);
  });

  it('lets images be read over selected points of their colour', () => {
    const image = blank(300, 200);
    paintScene(
      image,
      { ...scene, isPicked: (point: number) => point < 2 },
      frameOf(scene.points),
      1,
    );
    const alpha = (x: number, y: number) => image.data[(y * 300 + x) * 4 + 3];
    expect(alpha(42, 42), 'ink at the top left of the image').toBe(255);
    expect(alpha(53, 51), 'a point under its clear ground').toBeLessThan(100);
    expect(alpha(53, 51)).toBeGreaterThan(50);
  });

  it('draws selected points where they lie, at any density', () => {
    const image = blank(600, 400);
    const isPicked = (point: number) => point === 2;
    paintScene(image, { ...scene, images: undefined, isPicked }, frameOf(scene.points), 2);
    expect(image.data[(360 * 600 + 500) * 4 + 3]).toBe(255);
    expect(image.data[(100 * 600 + 100) * 4 + 3]).toBe(0);
  });
});
