/**
 * A layer in kernel memory, written by record.ts in this order. An *output position* looks at `rows` runs of `run`
 * floats, `rowBytes` apart: a convolution's window, or for a dense layer the whole input as one run. Positions come in
 * *windows* of 1, 2 or 4 of which only the largest output is kept (max pooling).
 */
@unmanaged
export class Layer {
  rows: i32;
  run: i32;
  /** `run` rounded up to whole vectors: how the weights of a run are stored. */
  runBytes: usize;
  rowBytes: usize;
  /** Output positions of an image that are kept after pooling, times `window`. */
  positions: i32;
  window: i32;
  /** Output channels, a multiple of 8. */
  outputs: i32;
  relu: i32;
  /** 1: the forward pass is winograd.as.ts's, and `packed` holds transformed filters. */
  winograd: i32;
  /** Bytes of one image in `x` and in `y`. */
  inBytes: usize;
  outBytes: usize;
  /** f32 activations: input, output; and the loss's derivatives by them. `dx` 0: not wanted. */
  x: usize;
  y: usize;
  dx: usize;
  dy: usize;
  /** u8, which position of its window won: (images × windows × outputs). */
  winners: usize;
  /** i32 byte offsets of the positions in `x`, and of the windows in `y`, for a group of four images. */
  offsets: usize;
  outOffsets: usize;
  /** f32 (outputs × rows × runBytes / 4), and behind them the biases (outputs). */
  weights: usize;
  biases: usize;
  /** The weights again, as the forward pass reads them: (outputs / 8 × rows × run × 8), or (outputs / 8 × 16 × channels × 8). */
  packed: usize;
  /** Where the loss's derivative by an output is not zero: (images × outputs × windows) of {x offset i32, value f32}. */
  entries: usize;
  /** i32 (images × outputs): how many entries. */
  counts: usize;
  /** f32 output normalised, and derivatives by it; they lie as `y` does. */
  z: usize;
  dz: usize;
  /** f32 (2 × outputs): scales, shifts. */
  scales: usize;
  /** f32 (2 × outputs): moving means, moving variances. */
  moving: usize;
  /** f32 (2 × outputs) of the last batch: means, and one over the standard deviations. */
  moments: usize;
}

/** Images that one block of the forward pass takes, so that layers of few positions fill the register tile. */
export const GROUP: i32 = 4;

/** The records of all layers follow each other; finds layer and panel of a block. */
// @ts-ignore: decorator
@inline
export function layerOf(block: i32, records: usize, recordBytes: usize): usize {
  let record = records;
  let left = block;
  while (left >= changetype<Layer>(record).outputs >> 3) {
    left -= changetype<Layer>(record).outputs >> 3;
    record += recordBytes;
  }
  return record;
}

// @ts-ignore: decorator
@inline
export function panelOf(block: i32, records: usize, record: usize, recordBytes: usize): i32 {
  let left = block;
  for (let before = records; before < record; before += recordBytes) left -= changetype<Layer>(before).outputs >> 3;
  return left;
}
