import type { ImageShape } from '../core/method';

/** Every height × width (× 3) that a number of columns could be, the squarest first. */
export function possibleShapes(cols: number): ImageShape[] {
  const shapes: ImageShape[] = [];
  for (const channels of [1, 3]) {
    if (cols % channels) continue;
    const pixels = cols / channels;
    for (let height = Math.floor(Math.sqrt(pixels)); height >= 1; height--) {
      if (pixels % height === 0) shapes.push({ height, width: pixels / height, channels });
    }
  }
  const isSquare = ({ height, width }: ImageShape): number => (height === width ? 0 : 1);
  return shapes.sort(
    (a, b) => isSquare(a) - isSquare(b) || b.height - a.height || a.channels - b.channels,
  );
}

/** The shape of an image with this many columns: square, else square × 3; otherwise a guess to be confirmed. */
export function inferShape(cols: number): { shape: ImageShape; uncertain: boolean } {
  const side = Math.round(Math.sqrt(cols));
  if (side * side === cols)
    return { shape: { height: side, width: side, channels: 1 }, uncertain: false };
  const colour = Math.round(Math.sqrt(cols / 3));
  if (colour * colour * 3 === cols)
    return { shape: { height: colour, width: colour, channels: 3 }, uncertain: false };
  return { shape: possibleShapes(cols)[0], uncertain: true };
}
