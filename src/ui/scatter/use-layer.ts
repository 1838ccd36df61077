import type { PlotlyHTMLElement } from 'plotly.js';
import { useEffect, useRef, useState } from 'react';
import { paintScene, type Painted, type Scene } from './paint-scene';
import { hiddenTraces, type Frame } from './plot-view';

interface Layer {
  painted: Painted;
  /** Whether the legend does not hide a point. */
  isShown: Scene['isShown'];
}

const NOTHING: Layer = { painted: { thumbnails: [], side: 0, inView: 0 }, isShown: () => true };

/** How a kind of plot tells where its points are, and that they moved. */
export interface PlotKind {
  frameOf: (plot: PlotlyHTMLElement, points: Scene['points']) => Frame | undefined;
  /** Calls back when points may have moved; returns what ends that. */
  onChange: (plot: PlotlyHTMLElement, listener: () => void) => () => void;
}

/** Keeps a canvas over a plot painted with a scene, wherever its points are moved to. */
export function useLayer(
  plot: PlotlyHTMLElement,
  scene: Omit<Scene, 'isShown'>,
  codes: readonly number[],
  { frameOf, onChange }: PlotKind,
) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const outline = useRef<SVGPathElement>(null);
  const layer = useRef(NOTHING);
  const [shown, setShown] = useState<{ images: number; inView: number }>();
  useEffect(() => {
    const paint = (): void => {
      const frame = frameOf(plot, scene.points);
      if (!frame || !canvas.current) return;
      plot.setAttribute('data-faded', String(Boolean(scene.isPicked ?? scene.images)));
      const isShown = shownBy(plot, codes, scene.coloring?.codes);
      const painted = paintOn(canvas.current, { ...scene, isShown }, frame);
      layer.current = { painted, isShown };
      if (outline.current?.ownerSVGElement) lay(outline.current.ownerSVGElement, frame);
      const images = painted.thumbnails.length;
      const { inView } = painted;
      setShown((before) =>
        before?.images === images && before.inView === inView ? before : { images, inView },
      );
    };
    let frame = 0;
    const soon = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(paint);
    };
    const stop = onChange(plot, soon);
    // Not in the same turn as what brought the scene about: that was a selection of any size.
    soon();
    return () => {
      cancelAnimationFrame(frame);
      stop();
    };
  }, [plot, scene, codes, frameOf, onChange]);
  return { canvas, outline, layer, shown };
}

/** Tells which points the legend does not hide. */
export function shownBy(
  plot: PlotlyHTMLElement,
  codes: readonly number[],
  codeOf: ArrayLike<number> | undefined,
): Scene['isShown'] {
  const hides = hiddenTraces(plot);
  const hidden = new Set(codes.filter((_, trace) => hides[trace]));
  if (hidden.size === 0) return () => true;
  return (point) => !hidden.has(codeOf ? codeOf[point] : 0);
}

/** Puts an element where the plot's points are. */
function lay(element: HTMLElement | SVGElement, { left, top, width, height }: Frame): void {
  Object.assign(element.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
}

function paintOn(canvas: HTMLCanvasElement, scene: Scene, frame: Frame): Painted {
  const density = globalThis.devicePixelRatio;
  const isEmpty = !scene.isPicked && !scene.images;
  lay(canvas, frame);
  canvas.hidden = isEmpty;
  if (isEmpty) return NOTHING.painted;
  canvas.width = Math.round(frame.width * density);
  canvas.height = Math.round(frame.height * density);
  const context = canvas.getContext('2d');
  if (!context) return NOTHING.painted;
  const image = context.createImageData(canvas.width, canvas.height);
  const painted = paintScene(image, scene, frame, density);
  context.putImageData(image, 0, 0);
  return painted;
}
