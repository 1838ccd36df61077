import type { PlotlyHTMLElement } from 'plotly.js';
import { useMemo, useState } from 'react';
import { FigureView } from '../plots/figure-view';
import { scatterFigure, withPicks } from '../plots/figures/scatter';
import { formatCount } from '../format';
import { useDragMode } from './scatter-mode';
import type { Figure } from '../plots/plotly';
import { usePlotTheme } from '../plots/use-plot-theme';
import { asShown } from './as-shown';
import type { PictureProps } from './picture';
import { withImages } from './images-for-file';
import { viewOf } from './plot-view';
import { ScatterOverlay } from './scatter-overlay';
import { shownBy } from './use-layer';
import { useScene } from './use-scene';
import { withDots } from './vector-dots';

/** An SVG element for each point up to here; more of them no program opens gladly. */
const SINGLE_POINTS = 10_000;

/** A scatter in the plane: the points are Plotly's, what is selected and the images are laid over it. */
export function FlatPicture(props: PictureProps) {
  const { title, description, points, rows, table, coloring, look, isPicked, height } = props;
  const { size, opacity, thumbnails } = look;
  const theme = usePlotTheme();
  const [mode] = useDragMode();
  const [plot, setPlot] = useState<PlotlyHTMLElement>();
  const count = rows.length;
  const figure = useMemo(
    () => scatterFigure(points, coloring, { theme, size, opacity }),
    [points, coloring, theme, size, opacity],
  );
  const images = thumbnails ? table : undefined;
  const scene = useScene(props, images);
  const figureFor = (format: 'png' | 'svg'): Figure => {
    const isSvg = format === 'svg';
    const circles = isSvg && count <= SINGLE_POINTS;
    const drawn = circles
      ? scatterFigure(points, coloring, { theme, size, opacity, vector: true })
      : figure;
    const shown = asShown(drawn, plot);
    const view = plot && viewOf(plot);
    if (images && view) {
      const isShown = shownBy(plot, figure.codes, coloring?.codes);
      return withImages(shown, { ...scene, isShown }, view);
    }
    return isSvg && !circles
      ? withDots(shown, { points, coloring, size: scene.size, opacity, isPicked })
      : withPicks(shown, isPicked);
  };
  return (
    <FigureView
      title={title}
      description={description}
      figure={figure}
      // Drawing round points is not Plotly's to do.
      dragMode={mode === 'select' || mode === 'lasso' ? false : mode}
      figureFor={figureFor}
      height={height}
      note={noteOf(count)}
      onPlot={setPlot}
    >
      {plot && (
        <ScatterOverlay
          plot={plot}
          scene={scene}
          codes={figure.codes}
          mode={mode}
          table={table}
          title={title}
          onPick={props.onPick}
        />
      )}
    </FigureView>
  );
}

const noteOf = (count: number): string =>
  `${formatCount(count)} points. Click a point to select it. Click a name in the legend to hide it, double-click to see it alone.`;
