import { useMemo } from 'react';
import type { ImageTable } from '../../data/dataset';
import { markerSize } from '../plots/figures/scatter';
import type { Scene } from './paint-scene';
import type { PictureProps } from './picture';

/** What is laid over a picture; `images` are drawn in place of points where they are given. */
export function useScene(
  { points, rows, coloring, look, isPicked }: PictureProps,
  images: ImageTable | undefined,
): Omit<Scene, 'isShown'> {
  const count = rows.length;
  const size = look.size ?? markerSize(count, points.dims);
  return useMemo(
    () => ({ points, count, rows, coloring, size, isPicked, images }),
    [points, count, rows, coloring, size, isPicked, images],
  );
}
