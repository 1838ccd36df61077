import type { Data, Layout, ScatterData } from 'plotly.js';
import { codeName, pointsByCode, type Coloring } from '../coloring';
import { colorOf, correctColor, symbolOf, unknownColor, wrongColor } from '../palette';
import { baseAxis, baseLayout, type Figure, type PlotTheme } from '../plotly';

export interface Points {
  /** Row-major (rows × dims). */
  coordinates: ArrayLike<number>;
  dims: number;
}

export interface ScatterFigure extends Figure {
  /** Point of the map behind each point of each trace. */
  indices: Int32Array[];
}

interface Options {
  theme: PlotTheme;
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
  const size = markerSize(rows, points.dims);
  const indices: Int32Array[] = [];
  const data: Data[] = [];
  for (const [code, members] of groups) {
    const list = Int32Array.from(members);
    indices.push(list);
    data.push(traceOf(points, coloring, code, list, size, options));
  }
  return { data, indices, layout: layoutOf(points.dims, options.theme) };
}

const markerSize = (rows: number, dims: number): number => {
  const size = rows > 20_000 ? 3 : rows > 6000 ? 4 : rows > 1500 ? 5 : 7;
  return dims === 3 ? Math.max(2, size - 1.5) : size;
};

function markerColor(coloring: Coloring | undefined, code: number): string {
  if (code < 0) return unknownColor;
  if (coloring?.kind === 'correctness') return code === 0 ? correctColor : wrongColor;
  return colorOf(code);
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
  const color = coloring ? markerColor(coloring, code) : colorOf(0);
  return {
    type: is3d ? 'scatter3d' : options.vector ? 'scatter' : 'scattergl',
    mode: 'markers',
    name: coloring ? codeName(coloring, code) : 'Rows',
    x: axis(0),
    y: points.dims > 1 ? axis(1) : new Float32Array(list.length),
    ...(is3d ? { z: axis(2) } : {}),
    hoverinfo: 'none',
    marker: {
      size,
      color,
      symbol: coloring?.kind === 'correctness' && code === 1 ? 'x' : symbolOf(code),
      opacity: is3d ? 0.85 : 0.75,
      line: { width: 0 },
    },
    ...(is3d
      ? {}
      : {
          selected: { marker: { opacity: 1, size: size + 1 } },
          unselected: { marker: { opacity: UNPICKED_OPACITY } },
        }),
  } as Data;
}

/** Enough to see where the others lie, little enough for what is picked out to stand out. */
const UNPICKED_OPACITY = 0.1;

/** Points picked out, by their place in each trace. */
export type Picks = readonly (readonly number[])[];

/** The same figure with points picked out and the others faded; as it is where none are. */
export function withPicks(figure: Figure, picks: Picks | undefined): Figure {
  if (!picks) return figure;
  const data = figure.data.map((trace, t) => {
    const picked = picks[t] ?? [];
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

function layoutOf(dims: number, theme: PlotTheme): Partial<Layout> {
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
      camera: { eye: { x: 1.4, y: 1.4, z: 1 }, center: { x: 0, y: 0, z: -0.22 } },
      uirevision: 'kept',
    },
  };
}
