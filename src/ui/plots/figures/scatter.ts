import type { Data, Layout, ScatterData } from 'plotly.js';
import { codeName, pointsByCode, type Coloring } from '../../scatter/coloring';
import {
  colorOf,
  confidenceColors,
  correctColor,
  symbolOf,
  unknownColor,
  wrongColor,
  type MarkerSymbol,
} from '../../palette';
import { baseAxis, baseLayout, type Camera, type Figure, type PlotTheme } from '../plotly';
import { hasWebgl } from '../webgl';

export interface Points {
  /** Row-major (rows × dims). */
  coordinates: ArrayLike<number>;
  dims: number;
}

export interface ScatterFigure extends Figure {
  /** Point of the map behind each point of each trace. */
  indices: Int32Array[];
  /** Code of each trace. */
  codes: number[];
}

/** Where a space is first looked at from. */
const FIRST_CAMERA: Camera = {
  eye: { x: 1.4, y: 1.4, z: 1 },
  center: { x: 0, y: 0, z: -0.22 },
};

/** How points look; what is left out goes by how many they are. */
export interface PointLook {
  /** Pixels across. */
  size?: number;
  /** 0 … 1. */
  opacity?: number;
}

interface Options extends PointLook {
  theme: PlotTheme;
  /** Where a space is looked at from when it is first drawn. */
  camera?: Camera;
  /** Draw at most about this many points (3-D while the camera moves). */
  atMost?: number;
  /** SVG circles instead of WebGL: for vector download. */
  vector?: boolean;
}

/** 2-D or 3-D scatter, one trace for each code so that the legend can hide it. */
export function scatterFigure(
  points: Points,
  coloring: Coloring | undefined,
  options: Options,
): ScatterFigure {
  const rows = Math.floor(points.coordinates.length / points.dims);
  const step = Math.max(1, Math.ceil(rows / (options.atMost ?? rows)));
  const groups = pointsByCode(coloring?.codes ?? new Int32Array(rows), step);
  const { size = markerSize(rows, points.dims) } = options;
  const indices: Int32Array[] = [];
  const data: Data[] = [];
  for (const [code, members] of groups) {
    const list = Int32Array.from(members);
    indices.push(list);
    data.push(traceOf(points, coloring, code, list, size, options));
  }
  return { data, indices, codes: [...groups.keys()], layout: layoutOf(points.dims, options) };
}

/** The more points, the smaller. */
export const markerSize = (rows: number, dims: number): number => {
  const size = rows > 20_000 ? 3 : rows > 6000 ? 4 : rows > 1500 ? 5 : 7;
  return dims === 3 ? Math.max(2, size - 1.5) : size;
};

export const markerOpacity = (dims: number): number => (dims >= 3 ? 0.85 : 0.75);

/** How much a selected point is larger than the others. */
export const PICKED_LARGER = 1;

/** Colour and form of a code's points. */
export function markerOf(
  coloring: Coloring | undefined,
  code: number,
): { color: string; symbol: MarkerSymbol } {
  if (!coloring) return { color: colorOf(0), symbol: 'circle' };
  if (code < 0) return { color: unknownColor, symbol: 'circle' };
  if (coloring.kind === 'confidence') return { color: confidenceColors[code], symbol: 'circle' };
  if (coloring.kind === 'correctness')
    return code === 0
      ? { color: correctColor, symbol: 'circle' }
      : { color: wrongColor, symbol: 'x' };
  return { color: colorOf(code), symbol: symbolOf(code) };
}

function traceOf(
  points: Points,
  coloring: Coloring | undefined,
  code: number,
  list: Int32Array,
  size: number,
  options: Options,
): Data {
  const axis = (which: number) =>
    Float32Array.from(list, (row) => points.coordinates[row * points.dims + which]);
  const is3d = points.dims >= 3;
  return {
    type: is3d ? 'scatter3d' : options.vector || !hasWebgl() ? 'scatter' : 'scattergl',
    mode: 'markers',
    name: coloring ? codeName(coloring, code) : 'Rows',
    x: axis(0),
    y: points.dims > 1 ? axis(1) : new Float32Array(list.length),
    ...(is3d ? { z: axis(2) } : {}),
    hoverinfo: 'none',
    marker: {
      size,
      ...markerOf(coloring, code),
      opacity: options.opacity ?? markerOpacity(points.dims),
      line: { width: 0 },
    },
    ...(is3d
      ? {}
      : {
          selected: { marker: { opacity: 1, size: size + PICKED_LARGER } },
          unselected: { marker: { opacity: UNPICKED_OPACITY } },
        }),
  };
}

/** Enough to see where the others lie, little enough for what is picked out to stand out. */
export const UNPICKED_OPACITY = 0.1;

/** The same figure with points picked out and the others faded; as it is where nothing is selected. */
export function withPicks(
  figure: ScatterFigure,
  isPicked: ((point: number) => boolean) | undefined,
): ScatterFigure {
  if (!isPicked) return figure;
  const data = figure.data.map((trace, t) => {
    const picked: number[] = [];
    figure.indices[t].forEach((point, i) => {
      if (isPicked(point)) picked.push(i);
    });
    return trace.type === 'scatter3d'
      ? faded(trace as Partial<ScatterData>, picked)
      : { ...trace, selectedpoints: picked };
  });
  return { ...figure, data };
}

/** A 3-D trace knows no selection: what is not picked out is drawn nearly clear. */
function faded(trace: Partial<ScatterData>, picked: readonly number[]): Data {
  const color = String(trace.marker?.color);
  const colors = new Array<string>(trace.x?.length ?? 0).fill(`${color}14`);
  for (const i of picked) colors[i] = color;
  return { ...trace, marker: { ...trace.marker, color: colors } };
}

/** Room above the picture for Plotly's buttons, which would cover the legend. */
const TOOLBAR = 32;

function layoutOf(dims: number, { theme, camera = FIRST_CAMERA }: Options): Partial<Layout> {
  const axis = baseAxis(theme);
  const legend = {
    itemsizing: 'constant' as const,
    orientation: 'v' as const,
    font: { size: 12 },
    itemwidth: 30,
  };
  if (dims < 3) {
    return {
      ...baseLayout(theme),
      // The view finds what is under the pointer: it also knows images drawn in place of points.
      hovermode: false,
      margin: { l: 48, r: 16, t: TOOLBAR, b: 36 },
      legend,
      showlegend: true,
      uirevision: 'kept',
      xaxis: { ...axis },
      yaxis: { ...axis, scaleanchor: 'x' },
    };
  }
  const axis3d = {
    ...axis,
    backgroundcolor: 'rgba(0,0,0,0)',
    showspikes: false,
    title: { text: '' },
  };
  return {
    ...baseLayout(theme),
    margin: { l: 0, r: 0, t: TOOLBAR, b: 0 },
    legend,
    showlegend: true,
    uirevision: 'kept',
    dragmode: 'turntable',
    scene: {
      xaxis: axis3d,
      yaxis: axis3d,
      zaxis: axis3d,
      aspectmode: 'data',
      camera,
      uirevision: 'kept',
    },
  };
}
