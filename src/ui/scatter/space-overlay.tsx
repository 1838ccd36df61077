import type { PlotlyHTMLElement } from 'plotly.js';
import { useEffect, useRef } from 'react';
import type { ImageTable } from '../../data/dataset';
import { formatCount } from '../format';
import { HoverCard } from '../images/hover-card';
import { howOf } from '../plots/plot-events';
import { frontPoint, type Place } from './outline';
import type { Scene } from './paint-scene';
import type { PictureProps } from './picture';
import { onSpaceChange, spaceFrame } from './space-view';
import { useHover } from './use-hover';
import { useLayer, type PlotKind } from './use-layer';
import { watchSpace, type SpaceWishes } from './watch-space';

const space: PlotKind = { frameOf: spaceFrame, onChange: onSpaceChange };

/** Pixels from a point at which the pointer still means it. */
const REACH = 10;

interface Props {
  plot: PlotlyHTMLElement;
  scene: Omit<Scene, 'isShown'>;
  /** Code of each trace of the plot. */
  codes: readonly number[];
  table: ImageTable | undefined;
  onPick: PictureProps['onPick'];
}

/**
 * Laid over a plot of a space: its selected points, seen through all others, which are made fainter, and the image under
 * the pointer. Plotly draws nothing anew for either.
 */
export function SpaceOverlay({ plot, scene, codes, table, onPick }: Props) {
  const { points, count, rows, coloring, size, isPicked } = scene;
  const { canvas, layer } = useLayer(plot, scene, codes, space);
  const pointAt = (place: Place): number | undefined => {
    const frame = spaceFrame(plot, points);
    if (!frame) return undefined;
    const { isShown } = layer.current;
    const near = { cover: size / 2 + 1, reach: REACH };
    const among = (wanted: (point: number) => boolean) =>
      frontPoint(place, near, frame.at, count, wanted);
    // Selected points are seen through the others.
    const picked = isPicked && among((point) => isPicked(point) && isShown(point));
    return picked ?? among(isShown);
  };
  const { hover, onHover, onLeave } = useHover(pointAt);
  const wishes: SpaceWishes = {
    onHover,
    onLeave,
    onClick: (place, event) => {
      const point = pointAt(place);
      if (point !== undefined) onPick([point], howOf(event), `row ${formatCount(rows[point])}`);
    },
  };
  const latest = useRef(wishes);
  useEffect(() => {
    latest.current = wishes;
  });
  useEffect(() => watchSpace(plot, latest), [plot]);
  return (
    <>
      <canvas ref={canvas} className="fl-over" aria-hidden data-testid="space-picks" />
      {hover && <HoverCard target={hover} rows={rows} table={table} coloring={coloring} />}
    </>
  );
}
