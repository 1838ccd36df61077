import { Layer } from './layer.as';
import { addRuns } from './rows.as';

/**
 * Sends dy of one layer back: lists for each output the input windows that it has a derivative by (for networkGradient),
 * and adds up dx where it is wanted. ReLU and max pooling leave most derivatives exactly zero, and those cost nothing
 * here. scratch: 8·positions·(outputs + 1) bytes for each thread. Parallel over images.
 */
export function networkBackward(image: i32, thread: i32, record: usize, scratch: usize, scratchBytes: usize): void {
  const layer = changetype<Layer>(record);
  const lists = scratch + <usize>thread * scratchBytes;
  if (layer.dx == 0) {
    listDerivatives(layer, image, lists, false);
    return;
  }
  listDerivatives(layer, image, lists, true);
  spread(layer, image, lists);
}

/**
 * Writes the image's entries and counts; when `spreads`, also for each position the outputs that go back through it, as
 * entries {weight offset i32, value f32} in a list of `outputs` places, and behind all lists their lengths (i32).
 */
// @ts-ignore: decorator
@inline
function listDerivatives(layer: Layer, image: i32, lists: usize, spreads: bool): void {
  const outputs = layer.outputs;
  const window = layer.window;
  const windows = layer.positions / window;
  const floor = f32x4.splat(layer.relu ? 0 : -(<f32>Infinity));
  const y = layer.y + <usize>image * layer.outBytes;
  const dy = layer.dy + <usize>image * layer.outBytes;
  const counts = layer.counts + ((<usize>(image * outputs)) << 2);
  const entryBytes = (<usize>windows) << 3;
  const entries = layer.entries + <usize>(image * outputs) * entryBytes;
  const weightBytes = layer.rows * <i32>layer.runBytes;
  const listBytes = (<usize>outputs) << 3;
  const lengths = lists + <usize>layer.positions * listBytes;
  let winners = layer.winners + <usize>(image * windows * outputs);
  let offsets = layer.offsets;
  let outOffsets = layer.outOffsets;
  memory.fill(counts, 0, (<usize>outputs) << 2);
  if (spreads) memory.fill(lengths, 0, (<usize>layer.positions) << 2);

  for (let first = 0; first < layer.positions; first += window) {
    const out = <usize>load<i32>(outOffsets);
    for (let base = 0; base < outputs; base += 32) {
      let mask = activeOf32(y + out, dy + out, base, outputs, floor);
      while (mask != 0) {
        const c = <usize>(base + ctz(mask));
        mask &= mask - 1;
        const value = load<f32>(dy + out + (c << 2));
        const winner: usize = window == 1 ? 0 : <usize>load<u8>(winners + c);
        const n = load<u32>(counts + (c << 2));
        store<u32>(counts + (c << 2), n + 1);
        const entry = entries + c * entryBytes + ((<usize>n) << 3);
        store<i32>(entry, load<i32>(offsets + (winner << 2)));
        store<f32>(entry, value, 4);
        if (!spreads) continue;
        const position = <usize>first + winner;
        const length = load<u32>(lengths + (position << 2));
        store<u32>(lengths + (position << 2), length + 1);
        const place = lists + position * listBytes + ((<usize>length) << 3);
        store<i32>(place, <i32>c * weightBytes);
        store<f32>(place, value, 4);
      }
    }
    winners += <usize>outputs;
    offsets += (<usize>window) << 2;
    outOffsets += 4;
  }
}

/** Bit i is set where output base + i passes a derivative back: its y above the floor, its dy not zero. */
// @ts-ignore: decorator
@inline
function activeOf32(y: usize, dy: usize, base: i32, outputs: i32, floor: v128): u32 {
  const end = min(32, outputs - base);
  const zero = f32x4.splat(0);
  let mask: u32 = 0;
  for (let i = 0; i < end; i += 4) {
    const at = (<usize>(base + i)) << 2;
    const passes = v128.and(f32x4.gt(v128.load(y + at), floor), f32x4.ne(v128.load(dy + at), zero));
    mask |= (<u32>i32x4.bitmask(passes)) << i;
  }
  return mask;
}

/** dx of one image from the lists by position: each adds value · weights of its outputs to the input window it saw. */
// @ts-ignore: decorator
@inline
function spread(layer: Layer, image: i32, lists: usize): void {
  const listBytes = (<usize>layer.outputs) << 3;
  const lengths = lists + <usize>layer.positions * listBytes;
  const dx = layer.dx + <usize>image * layer.inBytes;
  memory.fill(dx, 0, layer.inBytes);
  // The part of the weights in use, `chunk` bytes of each output, stays in the first cache for all positions.
  const chunk: usize = layer.runBytes % 192 == 0 ? 192 : 64;
  for (let r = 0; r < layer.rows; r++) {
    for (let from: usize = 0; from < layer.runBytes; from += chunk) {
      const to = dx + <usize>r * layer.rowBytes + from;
      const source = layer.weights + <usize>r * layer.runBytes + from;
      const vectors = <i32>(min(chunk, layer.runBytes - from) >> 4);
      for (let p: usize = 0; p < <usize>layer.positions; p++) {
        const length = load<i32>(lengths + (p << 2));
        if (length == 0) continue;
        const list = lists + p * listBytes;
        addRuns(to + load<i32>(layer.offsets + (p << 2)), vectors, source, list, list + ((<usize>length) << 3));
      }
    }
  }
}
