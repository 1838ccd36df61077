import { useState } from 'react';
import type { HoverTarget } from '../images/hover-card';
import type { Place } from './outline';

/** The point under the pointer, and where its image is shown: it stays there until another point is meant. */
export function useHover(pointAt: (place: Place) => number | undefined) {
  const [hover, setHover] = useState<HoverTarget>();
  return {
    hover,
    onHover: (place: Place, { clientX: x, clientY: y }: { clientX: number; clientY: number }) => {
      const row = pointAt(place);
      if (row !== hover?.row) setHover(row === undefined ? undefined : { row, x, y });
    },
    onLeave: () => setHover(undefined),
  };
}
