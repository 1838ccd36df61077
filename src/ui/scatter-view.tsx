import { Group, Select, Text } from '@mantine/core';
import type { PlotHoverEvent, PlotSelectionEvent } from 'plotly.js';
import { useMemo, useRef, useState } from 'react';
import type { ImageTable } from '../data/dataset';
import type { Coloring } from './coloring';
import { FigureView } from './figure-view';
import { scatterFigure, type Points } from './figures/scatter';
import { formatCount } from './format';
import { HoverCard, type HoverTarget } from './hover-card';
import { ScatterTable } from './scatter-table';
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
  table: ImageTable | undefined;
  colorings: readonly Coloring[];
  /** Key of the colouring to begin with. */
  initialColoring?: string;
  height?: number;
  selected?: ReadonlySet<number>;
  onSelect?: (rows: ReadonlySet<number>) => void;
}

/** Scatter in two or three dimensions: coloured by what is known of the rows, the image under the pointer shown. */
export function ScatterView({
  title,
  points,
  rows,
  table,
  colorings,
  initialColoring,
  height = 480,
  selected,
  onSelect,
}: Props) {
  const theme = usePlotTheme();
  const [key, setKey] = useState(initialColoring);
  const coloring = colorings.find((each) => each.key === key) ?? colorings[0];
  const [hover, setHover] = useState<HoverTarget>();
  const count = rows.length;
  const thins = points.dims >= 3 && count > MOVING_POINTS;
  const { moving, onCamera } = useCamera(thins);
  const selectable = onSelect !== undefined;
  const figure = useMemo(
    () =>
      scatterFigure(points, coloring, {
        theme,
        selected,
        selectable,
        atMost: moving ? MOVING_POINTS : undefined,
      }),
    [points, coloring, theme, selected, selectable, moving],
  );
  const vectorFigure = useMemo(
    () =>
      points.dims === 2 && count <= VECTOR_POINTS
        ? scatterFigure(points, coloring, { theme, vector: true })
        : undefined,
    [points, coloring, theme, count],
  );
  const onHover = (event: PlotHoverEvent) => {
    const point = event.points[0];
    const row = figure.indices[point.curveNumber]?.[point.pointNumber];
    const { clientX, clientY } = event.event;
    if (row !== undefined) setHover({ row, x: clientX, y: clientY });
  };
  const onPlotSelect = (event: PlotSelectionEvent | undefined) =>
    onSelect?.(
      new Set(
        (event?.points ?? []).map((point) => figure.indices[point.curveNumber][point.pointNumber]),
      ),
    );
  return (
    <div>
      {colorings.length > 1 && (
        <Group mb="xs">
          <Select
            size="xs"
            w={360}
            maw="100%"
            aria-label="Colour by"
            leftSection={<Text size="xs">Colour</Text>}
            leftSectionWidth={58}
            data={colorings.map((each) => ({ value: each.key, label: each.title }))}
            value={coloring?.key ?? null}
            allowDeselect={false}
            onChange={(next) => setKey(next ?? undefined)}
          />
        </Group>
      )}
      <FigureView
        title={title}
        description={describe(title, points.dims, count, coloring)}
        figure={figure}
        vectorFigure={vectorFigure}
        height={height}
        onHover={onHover}
        onUnhover={() => setHover(undefined)}
        onSelect={onSelect && onPlotSelect}
        onCamera={onCamera}
        note={noteOf(count, points.dims, moving, thins, vectorFigure !== undefined)}
      />
      {hover && <HoverCard target={hover} rows={rows} table={table} coloring={coloring} />}
      <ScatterTable points={points} coloring={coloring} />
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
  else parts.push('Click a name in the legend to hide it, double-click to see it alone.');
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
