// Images as histograms of edge directions, after straightening them where that is asked for.

/** Images per block. */
const IMAGES: i32 = 32;
const DIRECTIONS: i32 = 8;
/** Cells along a side are padded to so many: two vectors. */
const CELLS: i32 = 8;
/** Bytes of a pixel row's histograms, of all directions and cells. */
const ROW_BYTES: usize = 256;
/** Changes of at most this share of the image's largest value are rounding, not edges. */
const ROUNDING: f32 = 1e-5;
const TWO_PI: f32 = 6.2831855;

/** Averages the channels of one image (u8 or f32, interleaved) into `to` (f32); returns the largest absolute value. */
// @ts-ignore: decorator
@inline
function toGrey(from: usize, bytes: i32, pixels: i32, channels: i32, to: usize): f32 {
  let largest: f32 = 0;
  for (let p: usize = 0; p < <usize>pixels; p++) {
    let sum: f32 = 0;
    for (let c: usize = 0; c < <usize>channels; c++) {
      const at = p * <usize>channels + c;
      sum += bytes ? <f32>load<u8>(from + at) : load<f32>(from + (at << 2));
    }
    const value = sum / <f32>channels;
    store<f32>(to + (p << 2), value);
    largest = max(largest, abs(value));
  }
  return largest;
}

/** Value at a pixel, 0 outside the image. */
// @ts-ignore: decorator
@inline
function pixel(image: usize, height: i32, width: i32, y: i32, x: i32): f32 {
  return y < 0 || y >= height || x < 0 || x >= width ? 0 : load<f32>(image + ((<usize>(y * width + x)) << 2));
}

/**
 * The image with its centre of mass in the middle and sheared along x so that x and y do not vary together, at most by 45°,
 * sampled between pixels, 0 outside. False, and nothing done, where there is no mass.
 */
function straightened(from: usize, height: i32, width: i32, to: usize): bool {
  let mass: f64 = 0;
  let sumY: f64 = 0;
  let sumX: f64 = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = <f64>pixel(from, height, width, y, x);
      mass += value;
      sumY += value * y;
      sumX += value * x;
    }
  }
  if (!(mass > 0)) return false;
  const centreY = sumY / mass;
  const centreX = sumX / mass;
  let varianceY: f64 = 0;
  let covariance: f64 = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = <f64>pixel(from, height, width, y, x);
      varianceY += value * (y - centreY) * (y - centreY);
      covariance += value * (y - centreY) * (x - centreX);
    }
  }
  const shear = varianceY > 0 ? max(-1.0, min(1.0, covariance / varianceY)) : 0;
  const middleY = <f64>(height - 1) / 2;
  const middleX = <f64>(width - 1) / 2;
  for (let y = 0; y < height; y++) {
    const sourceY = <f64>y - middleY + centreY;
    const y0 = <i32>Math.floor(sourceY);
    const down = <f32>(sourceY - y0);
    for (let x = 0; x < width; x++) {
      const sourceX = <f64>x - middleX + centreX + shear * (<f64>y - middleY);
      const x0 = <i32>Math.floor(sourceX);
      const right = <f32>(sourceX - x0);
      const above =
        pixel(from, height, width, y0, x0) * (1 - right) + pixel(from, height, width, y0, x0 + 1) * right;
      const below =
        pixel(from, height, width, y0 + 1, x0) * (1 - right) + pixel(from, height, width, y0 + 1, x0 + 1) * right;
      store<f32>(to + ((<usize>(y * width + x)) << 2), above * (1 - down) + below * down);
    }
  }
  return true;
}

/** Adds `amount` of an edge to one direction's cells of a pixel row, by the cells' shares of the pixel's column. */
// @ts-ignore: decorator
@inline
function addEdge(cells: usize, shares: usize, amount: f32): void {
  const weight = f32x4.splat(amount);
  v128.store(cells, f32x4.add(v128.load(cells), f32x4.mul(weight, v128.load(shares))));
  v128.store(cells, f32x4.add(v128.load(cells, 16), f32x4.mul(weight, v128.load(shares, 16))), 16);
}

/** One pixel row's histograms: f32 (directions × 8 cells) at `histograms`. Beyond the border the image goes on as at it. */
function rowHistograms(
  image: usize,
  height: i32,
  width: i32,
  y: i32,
  least: f32,
  columnShares: usize,
  histograms: usize,
): void {
  memory.fill(histograms, 0, ROW_BYTES);
  const middle = image + ((<usize>(y * width)) << 2);
  const above = image + ((<usize>(max(y - 1, 0) * width)) << 2);
  const below = image + ((<usize>(min(y + 1, height - 1) * width)) << 2);
  for (let x = 0; x < width; x++) {
    const l = (<usize>max(x - 1, 0)) << 2;
    const c = (<usize>x) << 2;
    const r = (<usize>min(x + 1, width - 1)) << 2;
    const rightward =
      load<f32>(above + r) - load<f32>(above + l) + 2 * (load<f32>(middle + r) - load<f32>(middle + l)) +
      (load<f32>(below + r) - load<f32>(below + l));
    const downward =
      load<f32>(below + l) - load<f32>(above + l) + 2 * (load<f32>(below + c) - load<f32>(above + c)) +
      (load<f32>(below + r) - load<f32>(above + r));
    const strength = sqrt<f32>(rightward * rightward + downward * downward);
    if (!(strength > least)) continue;
    const angle = Mathf.atan2(downward, rightward);
    const turn = (angle < 0 ? angle + TWO_PI : angle) * (<f32>DIRECTIONS / TWO_PI);
    const floor = Mathf.floor(turn);
    const share = turn - floor;
    const first = <i32>floor & (DIRECTIONS - 1);
    const second = (first + 1) & (DIRECTIONS - 1);
    const shares = columnShares + ((<usize>x) << 5);
    addEdge(histograms + ((<usize>first) << 5), shares, strength * (1 - share));
    addEdge(histograms + ((<usize>second) << 5), shares, strength * share);
  }
}

/**
 * out[image, row of cells, cell, direction] = square root of the cell's share of all edges of this direction. X: u8 or f32
 * (`bytes` = 1 or 0), interleaved channels; columnShares: f32 (width × 8), rowShares: f32 (height × 8), how much a column or
 * row of pixels counts in each cell; scratch: per thread 2 · height · width f32, then (height + 8) · 64 f32; out: f32
 * (rows × down · across · 8). An edge is split between the two directions next to its own. Parallel over blocks of 32 images.
 */
export function orientedGradients(
  block: i32,
  thread: i32,
  X: usize,
  bytes: i32,
  rows: i32,
  height: i32,
  width: i32,
  channels: i32,
  straighten: i32,
  down: i32,
  across: i32,
  columnShares: usize,
  rowShares: usize,
  scratch: usize,
  scratchBytes: i32,
  out: usize,
): void {
  const pixels = height * width;
  const grey = scratch + <usize>thread * <usize>scratchBytes;
  const straight = grey + ((<usize>pixels) << 2);
  const histograms = (straight + ((<usize>pixels) << 2) + 15) & ~15;
  const cells = histograms + <usize>height * ROW_BYTES;
  const imageBytes = (<usize>(pixels * channels)) << (bytes ? 0 : 2);
  const columns = down * across * DIRECTIONS;
  const last = min(rows, (block + 1) * IMAGES);
  for (let r = block * IMAGES; r < last; r++) {
    const largest = toGrey(X + <usize>r * imageBytes, bytes, pixels, channels, grey);
    const image = straighten && straightened(grey, height, width, straight) ? straight : grey;
    for (let y = 0; y < height; y++) {
      rowHistograms(image, height, width, y, 8 * ROUNDING * largest, columnShares, histograms + <usize>y * ROW_BYTES);
    }
    let total: f64 = 0;
    for (let g = 0; g < down; g++) {
      const row = cells + <usize>g * ROW_BYTES;
      memory.fill(row, 0, ROW_BYTES);
      for (let y = 0; y < height; y++) {
        const weight = v128.load32_splat(rowShares + ((<usize>(y * CELLS + g)) << 2));
        const from = histograms + <usize>y * ROW_BYTES;
        for (let i: usize = 0; i < ROW_BYTES; i += 16) {
          v128.store(row + i, f32x4.add(v128.load(row + i), f32x4.mul(weight, v128.load(from + i))));
        }
      }
      for (let i: usize = 0; i < ROW_BYTES; i += 4) total += load<f32>(row + i);
    }
    const factor = total > 0 ? 1 / total : 0;
    let to = out + ((<usize>r * <usize>columns) << 2);
    for (let g = 0; g < down; g++) {
      for (let k = 0; k < across; k++) {
        for (let d = 0; d < DIRECTIONS; d++) {
          const value = load<f32>(cells + <usize>g * ROW_BYTES + ((<usize>(d * CELLS + k)) << 2));
          store<f32>(to, <f32>Math.sqrt(<f64>value * factor));
          to += 4;
        }
      }
    }
  }
}
