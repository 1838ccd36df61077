import { useEffect, useRef } from 'react';
import { paintImage, type PixelSource } from './image-painter';

interface Props {
  source: PixelSource;
  /** Width on the page in CSS pixels, where there is room; the height follows the image's shape. */
  size: number;
  label: string;
}

export function ImageCanvas({ source, size, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { pixels, offset, pixelMax, shape } = source;
  useEffect(() => {
    if (canvas.current) paintImage(canvas.current, { pixels, offset, pixelMax, shape });
  }, [pixels, offset, pixelMax, shape]);
  return (
    <canvas
      ref={canvas}
      className="fl-pixels"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a canvas has no tag that says it is a picture
      role="img"
      aria-label={label}
      style={{
        width: size,
        maxWidth: '100%',
        aspectRatio: `${shape.width} / ${shape.height}`,
      }}
    />
  );
}
