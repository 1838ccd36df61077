import type { ToScreen } from './plot-view';

/** A place on the page: pixels from the corner of the view. */
export type Place = readonly [number, number];

/** What is drawn round points: a lasso's way, or the corners of a box. Closed, whether its ends meet or not. */
export type Outline = readonly Place[];

export const boxBetween = ([x0, y0]: Place, [x1, y1]: Place): Outline => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
];

/** Tells whether a place is inside, by the even-odd rule: crossings of a ray to the right. */
function insideOf(outline: Outline): (x: number, y: number) => boolean {
  // Asked tens of thousands of times: plain numbers, no pairs.
  const xs = Float64Array.from(outline, ([x]) => x);
  const ys = Float64Array.from(outline, ([, y]) => y);
  const last = xs.length - 1;
  return (x, y) => {
    let inside = false;
    let bx = xs[last];
    let by = ys[last];
    for (let i = 0; i <= last; i++) {
      const ax = xs[i];
      const ay = ys[i];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      bx = ax;
      by = ay;
    }
    return inside;
  };
}

/** The points inside an outline. */
export function pointsInside(
  outline: Outline,
  at: ToScreen,
  count: number,
  isShown: (point: number) => boolean,
): number[] {
  if (outline.length === 0) return [];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of outline) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const isInside = insideOf(outline);
  const found: number[] = [];
  for (let point = 0; point < count; point++) {
    const x = at.x(point);
    const y = at.y(point);
    if (x < left || x > right || y < top || y > bottom) continue;
    if (isInside(x, y) && isShown(point)) found.push(point);
  }
  return found;
}

/** The nearest point within a reach; of several at the same place the last, which is drawn on top. */
export function nearestPoint(
  [x, y]: Place,
  reach: number,
  at: ToScreen,
  count: number,
  isShown: (point: number) => boolean,
): number | undefined {
  let found: number | undefined;
  let least = reach * reach;
  for (let point = 0; point < count; point++) {
    const dx = at.x(point) - x;
    const dy = at.y(point) - y;
    const distance = dx * dx + dy * dy;
    if (distance <= least && isShown(point)) {
      least = distance;
      found = point;
    }
  }
  return found;
}

/** How near is near, in pixels. */
interface Nearness {
  /** A point no farther than this covers the place. */
  cover: number;
  /** One no farther than this can still be meant. */
  reach: number;
}

/** Of a space: of the points that cover a place the one in front of the others, else the nearest within reach. */
export function frontPoint(
  [x, y]: Place,
  { cover, reach }: Nearness,
  at: ToScreen,
  count: number,
  isShown: (point: number) => boolean,
): number | undefined {
  let found: number | undefined;
  let covers = false;
  let least = reach * reach;
  for (let point = 0; point < count; point++) {
    const dx = at.x(point) - x;
    const dy = at.y(point) - y;
    const distance = dx * dx + dy * dy;
    const isOver = distance <= cover * cover;
    // The first that covers the place puts depth in the place of distance.
    if (!isOver && (covers || distance > least)) continue;
    const measure = isOver ? (at.depth?.(point) ?? 0) : distance;
    if (isOver && covers && measure > least) continue;
    if (!isShown(point)) continue;
    covers = isOver;
    least = measure;
    found = point;
  }
  return found;
}
