import { CELLS, DIRECTIONS, cellsOf, gradientColumns } from '../../core/oriented-gradients';
import type { KernelRuntime } from '../../core/kernel-runtime';
import { matrix, toFloat32, type Matrix } from '../../core/matrix';
import type { ImageShape } from '../../core/method';
import type { Task } from '../../core/task';

/** Images per block, as in the kernel. */
const IMAGES = 32;
/** The kernel pads cells along a side to so many. */
const PADDED = 8;
/** Spread of a cell's Gaussian, in cells: neighbours overlap, so that an edge may move a little. */
const SPREAD = 0.45;
/** Pixels done by one thread in about 20 ms. */
const PIXELS_PER_SLICE = 500_000;
const STAGE = 'Edge directions';

/** How much each of `side` rows of pixels counts in each of the cells, Gaussian, each cell's sum 1: (side × 8). */
export function cellShares(side: number): Float32Array {
  const cells = cellsOf(side);
  const size = side / cells;
  const shares = new Float32Array(side * PADDED);
  for (let cell = 0; cell < cells; cell++) {
    const middle = (cell + 0.5) * size - 0.5;
    const weights = Float64Array.from({ length: side }, (_, at) =>
      Math.exp(-(((at - middle) / (SPREAD * size)) ** 2) / 2),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    weights.forEach((weight, at) => (shares[at * PADDED + cell] = weight / sum));
  }
  return shares;
}

/**
 * Images as histograms of signed edge directions: Sobel gradients, split between the two nearest of eight directions, summed
 * in 7 × 7 overlapping cells (fewer where a side has fewer pixels), as square roots of shares: rows of length 1, zeros where
 * there is no edge. Dalal & Triggs, CVPR 2005, signed and with L1-sqrt over the whole image; `straighten` first moves the
 * centre of mass to the middle and shears by second moments (LeCun et al. 1998). O(pixels · cells) per image.
 * @returns (rows × cells · 8) in single precision, the same bits for any number of threads.
 */
export function* orientedGradients(
  kernels: KernelRuntime,
  X: Matrix,
  { height, width, channels }: ImageShape,
  straighten: boolean,
): Task<Matrix> {
  const pixels = height * width;
  if (pixels * channels !== X.cols)
    throw new RangeError(`${height} × ${width} × ${channels} images of ${X.cols} values`);
  const columns = gradientColumns({ height, width, channels });
  const bytes = X.data instanceof Uint8Array;
  const values = X.data instanceof Uint8Array ? X.data : toFloat32(X);
  const found = new Float32Array(X.rows * columns);
  const blocks = Math.max(1, Math.ceil(PIXELS_PER_SLICE / (IMAGES * pixels))) * kernels.threads;
  const most = Math.min(X.rows, blocks * IMAGES);
  const mark = kernels.mark();
  try {
    const scratchBytes = (2 * pixels + (height + CELLS + 1) * PADDED * DIRECTIONS) * 4 + 64;
    const [columnShares, rowShares] = [width, height].map((side) => {
      const pointer = kernels.alloc(side * PADDED * 4);
      kernels.f32(pointer, side * PADDED).set(cellShares(side));
      return pointer;
    });
    const images = kernels.alloc(most * X.cols * (bytes ? 1 : 4));
    const scratch = kernels.alloc(scratchBytes * kernels.threads);
    const out = kernels.alloc(most * columns * 4);
    for (let from = 0; from < X.rows; from += most) {
      const rows = Math.min(most, X.rows - from);
      const stored = values.subarray(from * X.cols, (from + rows) * X.cols);
      (bytes ? kernels.u8(images, stored.length) : kernels.f32(images, stored.length)).set(stored);
      const shape = [rows, height, width, channels, straighten ? 1 : 0];
      const cells = [cellsOf(height), cellsOf(width), columnShares, rowShares];
      const params = [images, bytes ? 1 : 0, ...shape, ...cells, scratch, scratchBytes, out];
      kernels.parallel('orientedGradients', 0, Math.ceil(rows / IMAGES), ...params);
      found.set(kernels.f32(out, rows * columns), from * columns);
      yield { fraction: (from + rows) / X.rows, stage: STAGE };
    }
    return matrix(found, X.rows, columns);
  } finally {
    kernels.release(mark);
  }
}
