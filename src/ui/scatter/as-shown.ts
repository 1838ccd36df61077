import type { Layout, PlotlyHTMLElement } from 'plotly.js';
import type { ScatterFigure } from '../plots/figures/scatter';
import { hiddenTraces, isWhole, viewOf } from './plot-view';

/** What a person may have changed of a drawn plot by hand: the part of the plane, the camera, classes in the legend. */
export function asShown(figure: ScatterFigure, plot: PlotlyHTMLElement | undefined): ScatterFigure {
  if (!plot) return figure;
  const hidden = hiddenTraces(plot);
  const data = figure.data.map((trace, i) =>
    hidden[i] ? { ...trace, visible: 'legendonly' as const } : trace,
  );
  return { ...figure, data, layout: { ...figure.layout, ...partShown(figure.layout, plot) } };
}

function partShown(
  { xaxis, yaxis, scene }: Partial<Layout>,
  plot: PlotlyHTMLElement,
): Partial<Layout> {
  if (scene) {
    const { camera } = (plot as { layout?: Partial<Layout> }).layout?.scene ?? {};
    return { scene: { ...scene, ...(camera && { camera }) } };
  }
  const view = viewOf(plot);
  if (!view) return {};
  // All of it is shown as large as the file's own form allows. Plotly writes such things into the layout it was given.
  if (isWhole(plot))
    return { xaxis: { ...xaxis, autorange: true }, yaxis: { ...yaxis, autorange: true } };
  return {
    xaxis: { ...xaxis, autorange: false, range: [...view.x] },
    yaxis: { ...yaxis, autorange: false, range: [...view.y] },
  };
}
