import type { PlotHoverEvent, PlotMouseEvent, PlotSelectionEvent } from 'plotly.js';
import { useMemo, useRef, useState } from 'react';
import type { ImageTable } from '../data/dataset';
import { clearSelection, select, type RowSource, type SelectHow } from '../state/selection';
import type { Coloring } from './coloring';
import { FigureView } from './figure-view';
import { scatterFigure, type Points } from './figures/scatter';
import { formatCount } from './format';
import { HoverCard, type HoverTarget } from './hover-card';
import { useDragMode } from './scatter-mode';
import { ScatterTable } from './scatter-table';
import { ScatterToolbar } from './scatter-toolbar';
import { howOf } from './plot-events';
import { usePicks } from './selection/use-picks';
import { usePlotTheme } from './use-plot-theme';

/** Points a software-rendered 3-D scene still turns smoothly. */
const MOVING_POINTS = 4000;
/** Real SVG circles up to here; more would make a file no program opens gladly. */
const VECTOR_POINTS = 10_000;

interface Props {
  title: string;
  points: Points;
  /** Table row behind each point. */
  rows: Uint32Array;
  /** The table of these rows, and the result that placed them. */
  source: RowSource;
  /** Undefined when the table is not open any more: then nothing can be selected. */
  table: ImageTable | undefined;
  colorings: readonly Coloring[];
  /** Key of the colouring to begin with. */
  initialColoring?: string;
  height?: number;
}

/**
 * Scatter in two or three dimensions: coloured by what is known of the rows, the image under the pointer shown, the
 * page's selection standing out, and a place to change it.
 */
export function ScatterView({
  title,
  points,
  rows,
  source,
  table,
  colorings,
  initialColoring,
  height = 480,
}: Props) {
  const theme = usePlotTheme();
  const [key, setKey] = useState(initialColoring);
  const coloring = colorings.find((each) => each.key === key) ?? colorings[0];
  const [hover, setHover] = useState<HoverTarget>();
  const [dragMode] = useDragMode();
  const count = rows.length;
  const flat = points.dims < 3;
  const thins = !flat && count > MOVING_POINTS;
  const { moving, onCamera } = useCamera(thins);
  const figure = useMemo(
    () => scatterFigure(points, coloring, { theme, atMost: moving ? MOVING_POINTS : undefined }),
    [points, coloring, theme, moving],
  );
  const vectorFigure = useMemo(
    () =>
      flat && count <= VECTOR_POINTS
        ? scatterFigure(points, coloring, { theme, vector: true })
        : undefined,
    [points, coloring, theme, count, flat],
  );
  const picked = usePicks(source, rows, figure);
  const pick = (chosen: readonly number[], how: SelectHow, origin: string) =>
    table &&
    select(
      source,
      chosen.map((point) => rows[point]),
      origin,
      how,
    );
  const pickGroup = table
    ? (members: readonly number[], name: string) =>
        pick(members, 'replace', `${coloring?.title ?? 'All'}: ${name}, in ${title}`)
    : undefined;
  const pointOf = (point: { curveNumber: number; pointNumber: number }): number | undefined =>
    figure.indices[point.curveNumber]?.[point.pointNumber];
  const onHover = (event: PlotHoverEvent) => {
    const row = pointOf(event.points[0]);
    const { clientX, clientY } = event.event;
    if (row !== undefined) setHover({ row, x: clientX, y: clientY });
  };
  const onClick = (event: PlotMouseEvent) => {
    const point = pointOf(event.points[0]);
    if (point === undefined || dragMode === 'zoom') return;
    pick([point], howOf(event.event), `row ${formatCount(rows[point])}`);
  };
  const onSelect = (event: PlotSelectionEvent, how: SelectHow) =>
    pick(
      event.points.flatMap((point) => pointOf(point) ?? []),
      how,
      `${dragMode === 'select' ? 'box' : 'lasso'} on ${title}`,
    );
  return (
    <div>
      <ScatterToolbar
        colorings={colorings}
        coloring={coloring}
        onColoring={setKey}
        hasModes={flat}
        picked={picked}
        onSelect={pickGroup}
      />
      <FigureView
        title={title}
        description={describe(title, points.dims, count, coloring)}
        figure={figure}
        picks={picked?.picks}
        dragMode={flat ? dragMode : undefined}
        vectorFigure={vectorFigure}
        height={height}
        onHover={onHover}
        onUnhover={() => setHover(undefined)}
        onClick={flat ? onClick : undefined}
        onSelect={onSelect}
        onDeselect={clearSelection}
        onCamera={onCamera}
        note={noteOf(count, points.dims, moving, thins, vectorFigure !== undefined)}
      />
      {hover && <HoverCard target={hover} rows={rows} table={table} coloring={coloring} />}
      <ScatterTable
        points={points}
        coloring={coloring}
        isPicked={picked?.here ? picked.isPicked : undefined}
        onSelect={pickGroup}
      />
    </div>
  );
}

const describe = (title: string, dims: number, count: number, coloring: Coloring | undefined) =>
  `${title}: scatter plot in ${dims} dimensions of ${formatCount(count)} rows${coloring ? `, coloured by ${coloring.title}` : ''}. The table below it tells where each group lies.`;

function noteOf(
  count: number,
  dims: number,
  moving: boolean,
  thins: boolean,
  vector: boolean,
): string {
  if (moving)
    return `Fewer points while the camera moves: about ${formatCount(MOVING_POINTS)} of ${formatCount(count)}.`;
  const parts = [`${formatCount(count)} points.`];
  if (thins) parts.push('Fewer are drawn while the camera moves.');
  else if (dims >= 3) parts.push('Drag to turn, scroll to zoom.');
  else
    parts.push(
      'Click a point to select it. Click a name in the legend to hide it, double-click to see it alone.',
    );
  if (!vector) parts.push('The SVG holds a picture of the points.');
  return parts.join(' ');
}

/** Draw fewer points from the first camera move until it has rested a moment. */
function useCamera(thins: boolean) {
  const [moving, setMoving] = useState(false);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onCamera = (isMoving: boolean) => {
    if (!thins) return;
    clearTimeout(rest.current);
    if (isMoving) setMoving(true);
    rest.current = setTimeout(() => setMoving(false), isMoving ? 1200 : 350);
  };
  return { moving, onCamera };
}
