import type { PlotlyHTMLElement } from 'plotly.js';
import { useMemo, useState } from 'react';
import { FigureView } from '../figure-view';
import { markerSize, scatterFigure, withPicks } from '../figures/scatter';
import { formatCount } from '../format';
import { useDragMode } from '../scatter-mode';
import { usePlotTheme } from '../use-plot-theme';
import type { PictureProps } from './picture';
import { ScatterOverlay } from './scatter-overlay';

/** Real SVG circles up to here; more would make a file no program opens gladly. */
const VECTOR_POINTS = 10_000;

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
  const isVector = count <= VECTOR_POINTS;
  const figureFor = (format: 'png' | 'svg') =>
    withPicks(
      format === 'svg' && isVector
        ? scatterFigure(points, coloring, { theme, size, opacity, vector: true })
        : figure,
      isPicked,
    );
  const images = thumbnails ? table : undefined;
  const scene = useMemo(
    () => ({
      points,
      count,
      rows,
      coloring,
      size: size ?? markerSize(count, points.dims),
      isPicked,
      images,
    }),
    [points, count, rows, coloring, size, isPicked, images],
  );
  return (
    <FigureView
      title={title}
      description={description}
      figure={figure}
      // Drawing round points is not Plotly's to do.
      dragMode={mode === 'select' || mode === 'lasso' ? false : mode}
      figureFor={figureFor}
      height={height}
      note={noteOf(count, isVector)}
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

const noteOf = (count: number, isVector: boolean): string =>
  [
    `${formatCount(count)} points. Click a point to select it.`,
    'Click a name in the legend to hide it, double-click to see it alone.',
    ...(isVector ? [] : ['The SVG holds a picture of the points.']),
  ].join(' ');
