import { Text } from '@mantine/core';
import type { PlotlyHTMLElement } from 'plotly.js';
import { useEffect, useRef } from 'react';
import type { ImageTable } from '../../data/dataset';
import { clearSelection } from '../../state/selection';
import { formatCount } from '../format';
import { HoverCard } from '../images/hover-card';
import { howOf } from '../plots/plot-events';
import type { DragMode } from './scatter-mode';
import { nearestPoint, pointsInside, type Outline, type Place } from './outline';
import { thumbnailAt, type Scene } from './paint-scene';
import type { PictureProps } from './picture';
import { flatFrame, onViewChange } from './plot-view';
import { useHover } from './use-hover';
import { useLayer, type PlotKind } from './use-layer';
import { watchPointer, type PointerWishes } from './watch-pointer';

/** Pixels from a point at which the pointer still means it. */
const REACH = 16;

interface Props {
  plot: PlotlyHTMLElement;
  scene: Omit<Scene, 'isShown'>;
  /** Code of each trace of the plot. */
  codes: readonly number[];
  mode: DragMode;
  table: ImageTable | undefined;
  title: string;
  onPick: PictureProps['onPick'];
}

const flat: PlotKind = {
  frameOf: flatFrame,
  // While a box is drawn to zoom into, the axes run ahead of what is shown.
  onChange: (plot, listener) =>
    onViewChange(plot, (isMoving) => {
      if (!isMoving || plot.dataset.drags !== 'zoom') listener();
    }),
};

/**
 * Laid over a flat plot: selected points, images in place of points, what is drawn round them, and the image under the
 * pointer. Plotly's points stay as they are, only fainter, so that a selection costs no drawing of all of them.
 */
export function ScatterOverlay({ plot, scene, codes, mode, table, title, onPick }: Props) {
  const { points, count, rows, coloring } = scene;
  const { canvas, outline, layer, shown } = useLayer(plot, scene, codes, flat);
  const pointAt = (place: Place): number | undefined => {
    const frame = flatFrame(plot, points);
    const { painted, isShown } = layer.current;
    if (!frame) return undefined;
    const { at } = frame;
    return thumbnailAt(painted, at, place) ?? nearestPoint(place, REACH, at, count, isShown);
  };
  const { hover, onHover, onLeave } = useHover(pointAt);
  const wishes: PointerWishes = {
    mode,
    onHover,
    onLeave,
    onClick: (place, event) => {
      const point = pointAt(place);
      if (point === undefined || mode === 'zoom') return;
      onPick([point], howOf(event), `row ${formatCount(rows[point])}`);
    },
    onDoubleClick: clearSelection,
    onDrawing: (drawn) => showOutline(outline.current, drawn),
    onDrawn: (drawn, how) => {
      const frame = flatFrame(plot, points);
      if (!frame) return;
      const found = pointsInside(drawn, frame.at, count, layer.current.isShown);
      onPick(found, how, `${mode === 'select' ? 'box' : 'lasso'} on ${title}`);
    },
  };
  const latest = useRef(wishes);
  useEffect(() => {
    latest.current = wishes;
  });
  useEffect(() => watchPointer(plot, latest), [plot]);
  useEffect(() => {
    plot.setAttribute('data-drags', mode);
  }, [plot, mode]);
  return (
    <>
      <canvas ref={canvas} className="fl-over" aria-hidden />
      <svg className="fl-over" aria-hidden>
        <path ref={outline} className="fl-outline" />
      </svg>
      {scene.images && shown && (
        <Text size="xs" c="dimmed" className="fl-numbers" data-testid="thumbnails-shown">
          {shown.images < shown.inView
            ? `${formatCount(shown.images)} of ${formatCount(shown.inView)} images in view find room: zoom in for more.`
            : `All ${formatCount(shown.inView)} images in view are shown.`}
        </Text>
      )}
      {hover && <HoverCard target={hover} rows={rows} table={table} coloring={coloring} />}
    </>
  );
}

function showOutline(path: SVGPathElement | null, outline: Outline | undefined): void {
  path?.setAttribute('d', outline ? `M${outline.map((place) => place.join(',')).join('L')}Z` : '');
}
