import type { Data, Layout } from 'plotly.js';
import type { Coloring } from '../coloring';
import { colorOf, correctColor, symbolOf, unknownColor, wrongColor } from '../palette';
import { baseAxis, baseLayout, type Figure, type PlotTheme } from '../plotly';

export interface Points {
  /** Row-major (rows × dims). */
  coordinates: ArrayLike<number>;
  dims: number;
}

export interface ScatterFigure extends Figure {
  /** Row behind each point of each trace. */
  indices: Int32Array[];
}

interface Options {
  theme: PlotTheme;
  /** Draw at most about this many points (3-D while the camera moves). */
  atMost?: number;
  /** SVG circles instead of WebGL: for vector download. */
  vector?: boolean;
  /** Rows picked out in this or a linked plot; the others fade. */
  selected?: ReadonlySet<number>;
  /** Dragging draws round points instead of moving the picture. */
  selectable?: boolean;
}

/** 2-D or 3-D scatter, one trace for each code so that the legend can hide it. */
export function scatterFigure(
  points: Points,
  coloring: Coloring | undefined,
  options: Options,
): ScatterFigure {
  const rows = Math.floor(points.coordinates.length / points.dims);
  const step = Math.max(1, Math.ceil(rows / (options.atMost ?? rows)));
  const groups = groupRows(rows, step, coloring);
  const size = markerSize(rows, points.dims);
  const indices: Int32Array[] = [];
  const data = groups.map(({ code, members }) => {
    const list = Int32Array.from(members);
    indices.push(list);
    return traceOf(points, coloring, code, list, size, options);
  });
  return { data, indices, layout: layoutOf(points.dims, options) };
}

function groupRows(rows: number, step: number, coloring: Coloring | undefined) {
  const groups = new Map<number, number[]>();
  for (let row = 0; row < rows; row += step) {
    const code = coloring ? coloring.codes[row] : 0;
    const members = groups.get(code);
    if (members) members.push(row);
    else groups.set(code, [row]);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([code, members]) => ({ code, members }));
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
  const selected = options.selected;
  const picked = selected?.size
    ? Array.from(list.keys()).filter((i) => selected.has(list[i]))
    : undefined;
  return {
    type: is3d ? 'scatter3d' : options.vector ? 'scatter' : 'scattergl',
    mode: 'markers',
    name: coloring ? (code < 0 ? 'Unlabelled' : (coloring.names[code] ?? String(code))) : 'Rows',
    x: axis(0),
    y: points.dims > 1 ? axis(1) : new Float32Array(list.length),
    ...(is3d ? { z: axis(2) } : {}),
    hoverinfo: 'none',
    marker: {
      size,
      color: is3d && selected?.size ? fadeOthers(list, color, selected) : color,
      symbol: coloring?.kind === 'correctness' && code === 1 ? 'x' : symbolOf(code),
      opacity: is3d ? 0.85 : 0.75,
      line: { width: 0 },
    },
    ...(picked && !is3d
      ? {
          selectedpoints: picked,
          selected: { marker: { opacity: 1, size: size + 1 } },
          unselected: { marker: { opacity: 0.08 } },
        }
      : {}),
  } as Data;
}

/** A 3-D trace knows no selection: what is not picked out is drawn nearly clear. */
const fadeOthers = (list: Int32Array, color: string, selected: ReadonlySet<number>): string[] =>
  Array.from(list, (row) => (selected.has(row) ? color : `${color}14`));

/** Room above the picture for Plotly's buttons, which would cover the legend. */
const TOOLBAR = 32;

function layoutOf(dims: number, { theme, selectable }: Options): Partial<Layout> {
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
      ...(selectable ? { dragmode: 'lasso' as const } : {}),
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
