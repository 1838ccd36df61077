import type { ImageShape } from '../../../core/method';
import type { RandomState } from '../../../core/random/random-state';
import type { Augmentation } from './plan';

/** Pixels between the points of the grid that bends an image. */
const GRID_SPACING = 7;

const moves = ({ rotation, shift, scale, elastic }: Augmentation): boolean =>
  rotation > 0 || shift > 0 || scale > 0 || elastic > 0;

export const changesImages = (how: Augmentation): boolean =>
  moves(how) || how.mirror || how.cutout > 0;

/**
 * Turns, moves, scales and bends images (Simard, Steinkraus & Platt 2003), all in one resampling: each pixel is looked up
 * where it comes from, between four pixels; beyond the border the border goes on. Bending displaces the points of a coarse
 * grid and interpolates between them. Then mirrors some, and cuts a square out (DeVries & Taylor 2017), whose middle is
 * anywhere in the image.
 */
export class Augmenter {
  private readonly gridRows: number;
  private readonly gridCols: number;
  /** Displacements of the grid's points: down, then right. */
  private readonly bends: Float64Array;

  constructor(
    private readonly shape: ImageShape,
    private readonly how: Augmentation,
  ) {
    this.gridRows = Math.max(1, Math.round(shape.height / GRID_SPACING));
    this.gridCols = Math.max(1, Math.round(shape.width / GRID_SPACING));
    this.bends = new Float64Array(2 * (this.gridRows + 1) * (this.gridCols + 1));
  }

  /** New images (n × height·width·channels) made of those given; draws from `random`, image by image. */
  apply(images: Float32Array, random: RandomState): Float32Array {
    const { height, width, channels } = this.shape;
    const size = height * width * channels;
    const out = new Float32Array(images.length);
    for (let from = 0; from < images.length; from += size) {
      const to = out.subarray(from, from + size);
      const image = images.subarray(from, from + size);
      if (moves(this.how)) this.resample(image, to, random);
      else to.set(image);
      if (this.how.mirror && random.randomSample() < 0.5) mirrored(to, this.shape);
      if (this.how.cutout > 0) this.cut(to, random);
    }
    return out;
  }

  /** Blanks a square, or what of it is in the image. */
  private cut(image: Float32Array, random: RandomState): void {
    const { height, width, channels } = this.shape;
    const { cutout } = this.how;
    const top = Math.floor(random.uniform(0, height) - cutout / 2 + 0.5);
    const left = Math.floor(random.uniform(0, width) - cutout / 2 + 0.5);
    const from = Math.max(left, 0);
    const to = Math.min(left + cutout, width);
    for (let row = Math.max(top, 0); row < Math.min(top + cutout, height); row++)
      image.fill(0, (row * width + from) * channels, (row * width + to) * channels);
  }

  private resample(image: Float32Array, out: Float32Array, random: RandomState): void {
    const { rotation, shift, scale, elastic } = this.how;
    const { height, width, channels } = this.shape;
    const { gridRows, gridCols, bends } = this;
    const angle = (random.uniform(-rotation, rotation) * Math.PI) / 180;
    const tall = random.uniform(1 - scale, 1 + scale);
    const wide = random.uniform(1 - scale, 1 + scale);
    const down = random.uniform(-shift, shift);
    const right = random.uniform(-shift, shift);
    if (elastic > 0)
      for (let i = 0; i < bends.length; i++) bends[i] = random.uniform(-elastic, elastic);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const [middleRow, middleCol] = [(height - 1) / 2, (width - 1) / 2];
    const points = gridCols + 1;
    for (let row = 0, to = 0; row < height; row++) {
      const y = (row - middleRow) / tall;
      const gridRow = height > 1 ? (row * gridRows) / (height - 1) : 0;
      const upper = Math.min(Math.floor(gridRow), gridRows - 1);
      const below = gridRow - upper;
      for (let col = 0; col < width; col++, to += channels) {
        const x = (col - middleCol) / wide;
        let fromRow = middleRow + cos * y - sin * x + down;
        let fromCol = middleCol + sin * y + cos * x + right;
        if (elastic > 0) {
          const gridCol = width > 1 ? (col * gridCols) / (width - 1) : 0;
          const left = Math.min(Math.floor(gridCol), gridCols - 1);
          const beside = gridCol - left;
          const at = 2 * (upper * points + left);
          const under = at + 2 * points;
          const [a, b] = [(1 - below) * (1 - beside), (1 - below) * beside];
          const [c, d] = [below * (1 - beside), below * beside];
          fromRow += a * bends[at] + b * bends[at + 2] + c * bends[under] + d * bends[under + 2];
          fromCol +=
            a * bends[at + 1] + b * bends[at + 3] + c * bends[under + 1] + d * bends[under + 3];
        }
        this.lookUp(image, fromRow, fromCol, out, to);
      }
    }
  }

  /** All channels of the image at a place between pixels. */
  private lookUp(
    image: Float32Array,
    row: number,
    col: number,
    out: Float32Array,
    to: number,
  ): void {
    const { height, width, channels } = this.shape;
    const r = Math.min(Math.max(row, 0), height - 1);
    const c = Math.min(Math.max(col, 0), width - 1);
    const r0 = Math.floor(r);
    const c0 = Math.floor(c);
    const [below, beside] = [r - r0, c - c0];
    const step = c0 + 1 < width ? channels : 0;
    const upper = (r0 * width + c0) * channels;
    const lower = r0 + 1 < height ? upper + width * channels : upper;
    for (let k = 0; k < channels; k++) {
      const top = image[upper + k] + beside * (image[upper + step + k] - image[upper + k]);
      const bottom = image[lower + k] + beside * (image[lower + step + k] - image[lower + k]);
      out[to + k] = top + below * (bottom - top);
    }
  }
}

/** Turns an image left for right, in its place. */
function mirrored(image: Float32Array, { width, channels }: ImageShape): void {
  for (let line = 0; line < image.length; line += width * channels) {
    for (let left = 0, right = width - 1; left < right; left++, right--) {
      for (let k = 0; k < channels; k++) {
        const [a, b] = [line + left * channels + k, line + right * channels + k];
        [image[a], image[b]] = [image[b], image[a]];
      }
    }
  }
}

/** Images moved by whole pixels, the border going on. */
export function shifted(
  images: Float32Array,
  { height, width, channels }: ImageShape,
  down: number,
  right: number,
): Float32Array {
  const out = new Float32Array(images.length);
  const size = height * width * channels;
  for (let start = 0; start < images.length; start += size) {
    for (let row = 0, to = start; row < height; row++) {
      const line = start + Math.min(Math.max(row - down, 0), height - 1) * width * channels;
      for (let col = 0; col < width; col++, to += channels) {
        const from = line + Math.min(Math.max(col - right, 0), width - 1) * channels;
        for (let k = 0; k < channels; k++) out[to + k] = images[from + k];
      }
    }
  }
  return out;
}
