import type { ImageTable } from '../../data/dataset';

/** Any image of the lab: a row of a table, or values made from several (a mean). */
export interface PixelSource {
  pixels: ArrayLike<number>;
  /** Where the image starts in `pixels`. */
  offset: number;
  pixelMax: number;
  shape: ImageTable['shape'];
}

export const rowSource = (table: ImageTable, row: number): PixelSource => ({
  pixels: table.pixels,
  offset: row * table.cols,
  pixelMax: table.pixelMax,
  shape: table.shape,
});

/** Paints one pixel of the image on one pixel of the canvas, none where it is NaN; CSS enlarges it without smoothing. */
export function paintImage(canvas: HTMLCanvasElement, source: PixelSource): void {
  const { height, width, channels } = source.shape;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(width, height);
  const gain = 255 / (source.pixelMax || 1);
  const grey = channels < 3;
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = source.offset + pixel * channels;
    for (let color = 0; color < 3; color++) {
      image.data[pixel * 4 + color] = source.pixels[from + (grey ? 0 : color)] * gain;
    }
    image.data[pixel * 4 + 3] = Number.isNaN(source.pixels[from]) ? 0 : 255;
  }
  context.putImageData(image, 0, 0);
}
