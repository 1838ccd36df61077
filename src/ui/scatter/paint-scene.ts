import type { ImageTable } from '../../data/dataset';
import type { Coloring } from './coloring';
import { markerOf, PICKED_LARGER, type Points } from '../plots/figures/scatter';
import type { Frame, ToScreen } from './plot-view';
import { inkOf, type Ink } from '../palette';
import { groundOf, stampAt, stampOf, type Stamp } from './stamps';
import { paintThumbnail, placeThumbnails, thumbnailPitch, thumbnailSide } from './thumbnails';

/** What is drawn over a plot: the selected points, and images in place of points. */
export interface Scene {
  points: Points;
  count: number;
  /** Table row behind each point. */
  rows: Uint32Array;
  coloring: Coloring | undefined;
  /** Diameter of a point that is not selected, in CSS pixels. */
  size: number;
  /** Undefined when none of the points is selected. */
  isPicked: ((point: number) => boolean) | undefined;
  /** Whether the legend does not hide it. */
  isShown: (point: number) => boolean;
  /** The table of the images to draw; undefined for points only. */
  images: ImageTable | undefined;
}

/** Images of points that are not selected, while others are; and selected points under images of their own colour. */
const FAINT = 0.3;

function fade({ data }: ImageData, share: number): void {
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] *= share;
}

/** What is drawn where: points whose images are shown, in CSS pixels of the view. */
export interface Painted {
  thumbnails: readonly number[];
  /** Side of a thumbnail. */
  side: number;
  /** Points in the view, whether their image found room or not. */
  inView: number;
}

/** Ink and stamp of each code, made when first asked for. */
function markersOf({ coloring, size }: Scene, density: number) {
  const made = new Map<number, { ink: Ink; stamp: Stamp }>();
  return (point: number) => {
    const code = coloring ? coloring.codes[point] : 0;
    let marker = made.get(code);
    if (!marker) {
      const { color, symbol } = markerOf(coloring, code);
      marker = {
        ink: inkOf(color),
        stamp: stampOf(symbol, (size + PICKED_LARGER) * density),
      };
      made.set(code, marker);
    }
    return marker;
  };
}

/** Points shown now, those that are selected first. */
function* inOrder({ count, isShown, isPicked }: Scene, wanted: (point: number) => boolean) {
  if (isPicked)
    for (let point = 0; point < count; point++)
      if (isPicked(point) && isShown(point) && wanted(point)) yield point;
  for (let point = 0; point < count; point++)
    if (!isPicked?.(point) && isShown(point) && wanted(point)) yield point;
}

const within =
  ({ width, height, at }: Frame, margin: number) =>
  (point: number): boolean => {
    const x = at.x(point);
    const y = at.y(point);
    return x >= -margin && y >= -margin && x <= width + margin && y <= height + margin;
  };

/** Steps of depth that points of a space are told apart by. */
const DEPTHS = 1024;

/** Selected points that are shown; of a space the farthest first, so that near ones cover them. */
function picksOf({ count, isPicked, isShown }: Scene, { depth }: ToScreen): Uint32Array {
  const picks = Uint32Array.from({ length: count }, (_, point) => point).filter(
    (point) => isPicked?.(point) && isShown(point),
  );
  if (!depth) return picks;
  const depths = Float64Array.from(picks, depth);
  let [near, far] = [Infinity, -Infinity];
  for (const value of depths) {
    near = Math.min(near, value);
    far = Math.max(far, value);
  }
  const step = (far - near || 1) / (DEPTHS - 1);
  const ends = new Uint32Array(DEPTHS + 1);
  const levels = Uint32Array.from(depths, (value) => Math.round((far - value) / step));
  for (const level of levels) ends[level + 1]++;
  for (let level = 0; level < DEPTHS; level++) ends[level + 1] += ends[level];
  const ordered = new Uint32Array(picks.length);
  levels.forEach((level, i) => (ordered[ends[level]++] = picks[i]));
  return ordered;
}

/**
 * Paints a scene pixel by pixel: some milliseconds for tens of thousands of points on any machine.
 *
 * @param image clear, of the frame's size times `density`
 */
export function paintScene(image: ImageData, scene: Scene, frame: Frame, density: number): Painted {
  const { count, isPicked, isShown, images, rows } = scene;
  const { at } = frame;
  const markerAt = markersOf(scene, density);
  const ground = groundOf(image);
  const side = images ? thumbnailSide(images.shape) : 0;
  if (isPicked) {
    for (const point of picksOf(scene, at)) {
      const { ink, stamp } = markerAt(point);
      stampAt(ground, stamp, ink, at.x(point) * density, at.y(point) * density);
    }
  }
  if (!images) return { thumbnails: [], side, inView: 0 };
  if (isPicked) fade(image, FAINT);
  const room = { width: frame.width, height: frame.height, pitch: thumbnailPitch(images.shape) };
  const placed = placeThumbnails(inOrder(scene, within(frame, side)), at, room);
  for (const point of placed) {
    paintThumbnail(ground, images, {
      row: rows[point],
      x: at.x(point) * density,
      y: at.y(point) * density,
      side: side * density,
      ink: markerAt(point).ink,
      opacity: !isPicked || isPicked(point) ? 1 : FAINT,
    });
  }
  const isInView = within(frame, 0);
  let inView = 0;
  for (let point = 0; point < count; point++) if (isShown(point) && isInView(point)) inView++;
  return { thumbnails: placed.filter(isInView), side, inView };
}

/** The image under a place, in CSS pixels of the view: the last drawn of those that cover it. */
export function thumbnailAt(
  { thumbnails, side }: Painted,
  at: ToScreen,
  [x, y]: readonly [number, number],
): number | undefined {
  return thumbnails.findLast(
    (point) => Math.abs(at.x(point) - x) <= side / 2 && Math.abs(at.y(point) - y) <= side / 2,
  );
}
