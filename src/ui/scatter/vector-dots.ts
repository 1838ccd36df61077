import type { Data } from 'plotly.js';
import type { Coloring } from './coloring';
import {
  markerOf,
  markerOpacity,
  PICKED_LARGER,
  UNPICKED_OPACITY,
  type PointLook,
  type Points,
  type ScatterFigure,
} from '../plots/figures/scatter';
import type { MarkerSymbol } from '../palette';
import type { Figure } from '../plots/plotly';

/** Colour of the two points that tell where the plane lies in the drawing: none that a point has. */
const CORNER = [1, 2, 3] as const;
const CORNERS =
  /<path class="point" transform="translate\(([^,]+),([^)]+)\)"[^>]*rgb\(1, 2, 3\)[^>]*\/>/g;

/** A form round the pen's place, of a circle's radius, as large as Plotly draws it. */
const forms: Record<Exclude<MarkerSymbol, 'circle'>, (radius: number) => string> = {
  diamond: (r) => polygon([0, -1.3, 1.3, 0, 0, 1.3, -1.3, 0], r),
  square: (r) => polygon([-1, -1, 1, -1, 1, 1, -1, 1], r),
  cross: (r) => polygon(CROSS, r),
  // A cross on its corner, with shorter arms.
  x: (r) => polygon(turned(CROSS), r * 1.2),
};
const CROSS = [
  -0.4, -1.2, 0.4, -1.2, 0.4, -0.4, 1.2, -0.4, 1.2, 0.4, 0.4, 0.4, 0.4, 1.2, -0.4, 1.2, -0.4, 0.4,
  -1.2, 0.4, -1.2, -0.4, -0.4, -0.4,
];

function turned(corners: readonly number[]): number[] {
  const out: number[] = [];
  for (let i = 0; i < corners.length; i += 2)
    out.push(
      (corners[i] - corners[i + 1]) * Math.SQRT1_2,
      (corners[i] + corners[i + 1]) * Math.SQRT1_2,
    );
  return out;
}

const short = (value: number): string => String(Math.round(value * 10) / 10);

/** Steps from the middle to the first corner and on from each to the next. */
function polygon(corners: readonly number[], radius: number): string {
  let [x, y] = [0, 0];
  let path = '';
  for (let i = 0; i < corners.length; i += 2) {
    const [to, down] = [corners[i] * radius, corners[i + 1] * radius];
    path += `${i === 0 ? 'm' : 'l'}${short(to - x)},${short(down - y)}`;
    [x, y] = [to, down];
  }
  return `${path}z`;
}

interface Dots extends PointLook {
  points: Points;
  coloring: Coloring | undefined;
  size: number;
  /** Undefined when none of the points is selected. */
  isPicked: ((point: number) => boolean) | undefined;
}

/**
 * A flat figure of very many points as an SVG that programs still open gladly: the points of a class are one path of dots,
 * not an element each. Plotly draws the axes, the legend and two points in the corners, in whose place the paths are put.
 */
export function withDots(figure: ScatterFigure, dots: Dots): Figure {
  const { coordinates, dims } = dots.points;
  const [x, y] = [extent(coordinates, 0, dims), extent(coordinates, 1, dims)];
  const corners: Data = {
    type: 'scatter',
    mode: 'markers',
    x: [...x],
    y: [...y],
    showlegend: false,
    marker: { color: `rgb(${CORNER.join(', ')})`, size: 1 },
  };
  // A point of nothing still has its line in the legend.
  const names = figure.data.map((trace): Data => ({
    ...(trace as object),
    type: 'scatter',
    x: [null],
    y: [null],
  }));
  return {
    data: [...names, corners],
    layout: figure.layout,
    finish: (svg) => putDots(svg, figure, dots, x, y),
  };
}

type Range = readonly [number, number];

function extent(coordinates: ArrayLike<number>, axis: number, dims: number): Range {
  if (axis >= dims) return [0, 0];
  let [low, high] = [Infinity, -Infinity];
  for (let i = axis; i < coordinates.length; i += dims) {
    low = Math.min(low, coordinates[i]);
    high = Math.max(high, coordinates[i]);
  }
  return [low, high];
}

function putDots(svg: string, figure: ScatterFigure, dots: Dots, x: Range, y: Range): string {
  const [first, second] = [...svg.matchAll(CORNERS)].map((found) => found.slice(1).map(Number));
  if (!first || !second) throw new Error('The corners of the plane are not in the drawing.');
  const along = (axis: 0 | 1, [low, high]: Range) => {
    const scale = high > low ? (second[axis] - first[axis]) / (high - low) : 0;
    return (value: number): string => short(first[axis] + (value - low) * scale);
  };
  const [across, down] = [along(0, x), along(1, y)];
  const { coordinates, dims } = dots.points;
  const place = (point: number): string =>
    `M${across(coordinates[point * dims])},${down(dims > 1 ? coordinates[point * dims + 1] : 0)}`;
  const paths = figure.indices.flatMap((list, trace) => {
    if (figure.data[trace].visible === 'legendonly') return [];
    return pathsOf(list, figure.codes[trace], dots, place);
  });
  let seen = 0;
  return svg.replace(CORNERS, () => (seen++ === 0 ? paths.join('') : ''));
}

/** The dots of one code: those that are not selected, then those that are. */
function pathsOf(
  list: Int32Array,
  code: number,
  { coloring, size, opacity, isPicked }: Dots,
  place: (point: number) => string,
): string[] {
  const { color, symbol } = markerOf(coloring, code);
  const draw = (points: Int32Array, width: number, share: number): string => {
    if (points.length === 0) return '';
    const form = symbol === 'circle' ? 'h0' : forms[symbol](width / 2);
    const path = Array.from(points, (point) => place(point) + form).join('');
    const ink =
      symbol === 'circle'
        ? `fill="none" stroke="${color}" stroke-linecap="round" stroke-width="${width}"`
        : `fill="${color}"`;
    return `<path class="dots" ${ink} opacity="${share}" d="${path}"/>`;
  };
  const clear = opacity ?? markerOpacity(2);
  if (!isPicked) return [draw(list, size, clear)];
  return [
    draw(
      list.filter((point) => !isPicked(point)),
      size,
      UNPICKED_OPACITY,
    ),
    draw(list.filter(isPicked), size + PICKED_LARGER, 1),
  ];
}
