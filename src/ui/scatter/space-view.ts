import type { PlotlyHTMLElement } from 'plotly.js';
import type { Points } from '../plots/figures/scatter';
import { multiply, projection, type Matrix4 } from './projection';
import type { Frame } from './plot-view';

interface Drawn3d {
  cameraParams: Record<'model' | 'view' | 'projection', Matrix4>;
  /** Called by Plotly after each drawing. */
  onrender: (() => void) | null;
  /** Looks for the point under the pointer. */
  mouseListener: { enabled: boolean };
  objects: { drawPick?: unknown }[];
}

interface DrawnScene {
  glplot: Drawn3d | null;
  /** Coordinates are drawn times these. */
  dataScale: readonly [number, number, number];
  container: HTMLElement;
}

/** Plotly tells of its camera when it rests; where it is in between only the scene knows. */
type Drawn = PlotlyHTMLElement & { _fullLayout?: { scene?: { _scene?: DrawnScene } } };

const sceneOf = (plot: PlotlyHTMLElement): DrawnScene | undefined =>
  (plot as Drawn)._fullLayout?.scene?._scene;

/** The frame of a plot of a space, as its camera stands; undefined while nothing is drawn. */
export function spaceFrame(
  plot: PlotlyHTMLElement,
  { coordinates, dims }: Points,
): Frame | undefined {
  const scene = sceneOf(plot);
  if (!scene?.glplot) return undefined;
  const { model, view, projection: lens } = scene.glplot.cameraParams;
  // Before its first drawing the camera stands nowhere.
  if (!view) return undefined;
  const {
    clientWidth: width,
    clientHeight: height,
    offsetLeft: left,
    offsetTop: top,
  } = scene.container;
  const whole = multiply(lens, multiply(view, model));
  const at = projection(whole, coordinates, dims, { scale: scene.dataScale, width, height });
  return { left, top, width, height, at };
}

/**
 * Leaves it to the view to find the point under the pointer. Plotly draws all points a second time after each move of the
 * camera, to find it by, and all of them anew with every move over one: a second each for 42,000 points without a GPU.
 */
function findNothing({ mouseListener, objects }: Drawn3d): void {
  mouseListener.enabled = false;
  for (const object of objects) object.drawPick = undefined;
}

/** Calls back after each drawing of a space; returns what ends that. */
export function onSpaceChange(plot: PlotlyHTMLElement, listener: () => void): () => void {
  let stopped = false;
  const hooked = new WeakSet<Drawn3d>();
  /** A scene that lost its context, or changed its kind of camera, is made anew. */
  const hook = (): void => {
    const drawn = sceneOf(plot)?.glplot;
    if (stopped || !drawn) return;
    findNothing(drawn);
    if (hooked.has(drawn)) return;
    hooked.add(drawn);
    const own = drawn.onrender;
    drawn.onrender = () => {
      own?.();
      if (!stopped) listener();
    };
  };
  const emitter = plot as unknown as {
    on(event: string, listener: () => void): void;
    removeListener(event: string, listener: () => void): void;
  };
  const onChanged = (): void => {
    hook();
    listener();
  };
  hook();
  for (const change of ['plotly_afterplot', 'plotly_restyle']) emitter.on(change, onChanged);
  return () => {
    stopped = true;
    for (const change of ['plotly_afterplot', 'plotly_restyle'])
      emitter.removeListener(change, onChanged);
  };
}
