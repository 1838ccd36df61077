import { Box, Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Coloring } from './coloring';
import type { Points } from '../plots/figures/scatter';
import { colorOf } from '../palette';
import { paintPoints } from './point-painter';

interface Props {
  title: string;
  points: Points;
  coloring: Coloring | undefined;
  height: number;
}

/** Points many, squares small. */
const sideOf = (count: number): number => (count > 20_000 ? 2 : count > 5000 ? 3 : 4);

/**
 * A scatter that changes twice a second. It is painted pixel by pixel: a plot that can be zoomed and hovered would
 * hold up the page each time, and takes its place when the work is done.
 */
export function LiveScatter({ title, points, coloring, height }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    // In a card that is just opening there is no width yet: the next picture will have one.
    if (!element || !context || element.clientWidth === 0) return;
    const density = globalThis.devicePixelRatio;
    element.width = Math.round(element.clientWidth * density);
    element.height = Math.round(height * density);
    const image = context.createImageData(element.width, element.height);
    const count = points.coordinates.length / points.dims;
    paintPoints(image, points, coloring, Math.round(sideOf(count) * density));
    context.putImageData(image, 0, 0);
  }, [points, coloring, height]);
  return (
    <div data-testid="live-scatter">
      <canvas
        ref={canvas}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a canvas has no tag that says it is a picture
        role="img"
        aria-label={`${title}, in the making: each point is a row, its place changes as the work goes on.`}
        style={{ display: 'block', width: '100%', height }}
      />
      {coloring && (
        <Group gap="sm" mt="xs">
          {coloring.names.map((name, code) => (
            <Group key={name} gap={5} wrap="nowrap">
              <Box w={9} h={9} style={{ borderRadius: 9, background: colorOf(code) }} />
              <Text size="xs">{name}</Text>
            </Group>
          ))}
        </Group>
      )}
    </div>
  );
}
