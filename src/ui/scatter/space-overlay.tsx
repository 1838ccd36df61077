import type { PlotlyHTMLElement } from 'plotly.js';
import type { Scene } from './paint-scene';
import { onSpaceChange, spaceFrame } from './space-view';
import { useLayer, type PlotKind } from './use-layer';

const space: PlotKind = { frameOf: spaceFrame, onChange: onSpaceChange };

interface Props {
  plot: PlotlyHTMLElement;
  scene: Omit<Scene, 'isShown'>;
  /** Code of each trace of the plot. */
  codes: readonly number[];
}

/**
 * Laid over a plot of a space: its selected points, seen through all others, which are made fainter. Plotly draws nothing
 * anew for a selection.
 */
export function SpaceOverlay({ plot, scene, codes }: Props) {
  const { canvas } = useLayer(plot, scene, codes, space);
  return <canvas ref={canvas} className="fl-over" aria-hidden data-testid="space-picks" />;
}
