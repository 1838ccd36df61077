import type { PlotlyHTMLElement } from 'plotly.js';
import type { Points } from '../plots/figures/scatter';

/** What a flat plot shows now: the part of the page, in CSS pixels from the plot's own corner, and of the plane. */
export interface PlotView {
  left: number;
  top: number;
  width: number;
  height: number;
  x: readonly [number, number];
  y: readonly [number, number];
}

interface DrawnAxis {
  range: [number, number];
  /** False once it was zoomed or moved by hand. */
  autorange?: boolean;
  _offset: number;
  _length: number;
}

/** While a picture is moved only the axes themselves know how far; what Plotly tells lags behind. */
type Drawn = PlotlyHTMLElement & { _fullLayout?: { xaxis?: DrawnAxis; yaxis?: DrawnAxis } };

/** Undefined while nothing is drawn, or no plane. */
export function viewOf(plot: PlotlyHTMLElement): PlotView | undefined {
  const { xaxis, yaxis } = (plot as Drawn)._fullLayout ?? {};
  if (!xaxis || !yaxis) return undefined;
  return {
    left: xaxis._offset,
    top: yaxis._offset,
    width: xaxis._length,
    height: yaxis._length,
    x: xaxis.range,
    y: yaxis.range,
  };
}

/** Whether a plot shows all of its points, as large as they go: nobody zoomed or moved it. */
export function isWhole(plot: PlotlyHTMLElement): boolean {
  const { xaxis, yaxis } = (plot as Drawn)._fullLayout ?? {};
  return xaxis?.autorange === true && yaxis?.autorange === true;
}

/** Whether the legend hides each trace. */
export const hiddenTraces = (plot: PlotlyHTMLElement): boolean[] =>
  plot.data.map(({ visible }) => visible === 'legendonly' || visible === false);

/** Where points lie on the page, in pixels from the corner of the view. */
export function toScreen(
  { width, height, x, y }: PlotView,
  coordinates: ArrayLike<number>,
  dims: number,
): ToScreen {
  const [x0, x1] = x;
  const [y0, y1] = y;
  const across = width / (x1 - x0);
  const down = height / (y1 - y0);
  return {
    x: (point: number) => (coordinates[point * dims] - x0) * across,
    y: (point: number) => (y1 - (dims > 1 ? coordinates[point * dims + 1] : 0)) * down,
  };
}

/** Where points lie in a view, in pixels from its corner. */
export interface ToScreen {
  x: (point: number) => number;
  y: (point: number) => number;
  /** Of a space: how far away, 0 nearest … 1 farthest. */
  depth?: (point: number) => number;
}

/** The part of the page that a plot's points are in, in CSS pixels from the plot's own corner, and where they are there. */
export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
  at: ToScreen;
}

/** The frame of a flat plot; undefined while nothing is drawn. */
export function flatFrame(
  plot: PlotlyHTMLElement,
  { coordinates, dims }: Points,
): Frame | undefined {
  const view = viewOf(plot);
  return view && { ...view, at: toScreen(view, coordinates, dims) };
}

/** Plotly's events as they are: a listener can also be taken away again. */
interface Emitter {
  on(event: string, listener: () => void): void;
  removeListener(event: string, listener: () => void): void;
}

/** After these a plot shows another part of the plane, has another size, or hides other traces. */
const CHANGES = ['plotly_afterplot', 'plotly_relayout', 'plotly_restyle'];

/** Calls back when a plot shows another view, and while it is being moved; returns what ends that. */
export function onViewChange(
  plot: PlotlyHTMLElement,
  listener: (isMoving: boolean) => void,
): () => void {
  const emitter = plot as unknown as Emitter;
  const onChanged = (): void => listener(false);
  const onMoving = (): void => listener(true);
  for (const change of CHANGES) emitter.on(change, onChanged);
  emitter.on('plotly_relayouting', onMoving);
  return () => {
    for (const change of CHANGES) emitter.removeListener(change, onChanged);
    emitter.removeListener('plotly_relayouting', onMoving);
  };
}
