import { paintImage, type PixelSource } from './image-painter';

export interface GalleryItem {
  source: PixelSource;
  caption: string;
}

const CELL = 120;
const CAPTION = 26;
const GAP = 12;

/** Images with a line below each, as one PNG on white: what a gallery of the page is in a file. */
export async function galleryImage(items: readonly GalleryItem[], columns = 5): Promise<Blob> {
  const across = Math.min(columns, items.length);
  const down = Math.ceil(items.length / across);
  const canvas = document.createElement('canvas');
  canvas.width = across * (CELL + GAP) + GAP;
  canvas.height = down * (CELL + CAPTION + GAP) + GAP;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no canvas to draw images on');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = false;
  context.textAlign = 'center';
  context.font = '15px system-ui, sans-serif';
  items.forEach(({ source, caption }, i) => {
    const x = GAP + (i % across) * (CELL + GAP);
    const y = GAP + Math.floor(i / across) * (CELL + CAPTION + GAP);
    const image = document.createElement('canvas');
    paintImage(image, source);
    const scale = CELL / Math.max(image.width, image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    context.drawImage(image, x + (CELL - width) / 2, y + (CELL - height) / 2, width, height);
    context.fillStyle = '#343a46';
    context.fillText(caption, x + CELL / 2, y + CELL + 19, CELL);
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the images could not be drawn'))),
      'image/png',
    );
  });
}
