import { madd } from '../runtime/simd.as';
import { GROUP, Layer } from './layer.as';
import { addRuns, addThreeRuns } from './rows.as';

// A feed-forward network of convolutions (with ReLU and max pooling) and dense layers, all of one kind: see layer.as.ts.

/**
 * y of one layer for `images` images: weights · window + bias, the largest of each pooling window, ReLU. Parallel over
 * blocks (group of four images, panel of eight outputs), the panel varying fastest.
 */
export function networkForward(block: i32, _thread: i32, record: usize, images: i32): void {
  const layer = changetype<Layer>(record);
  const panels = layer.outputs >> 3;
  const group = block / panels;
  const panel = block - group * panels;
  const total = min(GROUP, images - group * GROUP) * layer.positions;
  const windows = (layer.positions / layer.window) * GROUP;
  const x = layer.x + <usize>(group * GROUP) * layer.inBytes;
  const y = layer.y + <usize>(group * GROUP) * layer.outBytes + ((<usize>panel) << 5);
  const packed = layer.packed + ((<usize>(layer.rows * layer.run) * <usize>panel) << 5);
  const winners = layer.winners + <usize>(group * windows * layer.outputs + (panel << 3));
  const rows = layer.rows;
  const runEnd = (<usize>layer.run) << 2;
  const rowBytes = layer.rowBytes;
  const bias0 = v128.load(layer.biases + ((<usize>panel) << 5));
  const bias1 = v128.load(layer.biases + ((<usize>panel) << 5), 16);
  const floor = f32x4.splat(layer.relu ? 0 : -(<f32>Infinity));

  for (let q = 0; q < total; q += 4) {
    let p0 = x + load<i32>(layer.offsets + ((<usize>q) << 2));
    let p1 = x + load<i32>(layer.offsets + ((<usize>min(q + 1, total - 1)) << 2));
    let p2 = x + load<i32>(layer.offsets + ((<usize>min(q + 2, total - 1)) << 2));
    let p3 = x + load<i32>(layer.offsets + ((<usize>min(q + 3, total - 1)) << 2));
    let a0 = bias0, a1 = bias1, b0 = bias0, b1 = bias1, c0 = bias0, c1 = bias1, d0 = bias0, d1 = bias1;
    let w = packed;
    for (let r = 0; r < rows; r++) {
      for (let k: usize = 0; k < runEnd; k += 4) {
        const w0 = v128.load(w), w1 = v128.load(w, 16);
        w += 32;
        const e = v128.load32_splat(p0 + k);
        a0 = madd(e, w0, a0);
        a1 = madd(e, w1, a1);
        const f = v128.load32_splat(p1 + k);
        b0 = madd(f, w0, b0);
        b1 = madd(f, w1, b1);
        const g = v128.load32_splat(p2 + k);
        c0 = madd(g, w0, c0);
        c1 = madd(g, w1, c1);
        const h = v128.load32_splat(p3 + k);
        d0 = madd(h, w0, d0);
        d1 = madd(h, w1, d1);
      }
      p0 += rowBytes;
      p1 += rowBytes;
      p2 += rowBytes;
      p3 += rowBytes;
    }
    if (layer.window == 4) {
      const at = y + load<i32>(layer.outOffsets + (<usize>(q >> 2) << 2));
      const first0 = f32x4.gt(b0, a0), first1 = f32x4.gt(b1, a1);
      const second0 = f32x4.gt(d0, c0), second1 = f32x4.gt(d1, c1);
      const ab0 = f32x4.max(a0, b0), ab1 = f32x4.max(a1, b1), cd0 = f32x4.max(c0, d0), cd1 = f32x4.max(c1, d1);
      const last0 = f32x4.gt(cd0, ab0), last1 = f32x4.gt(cd1, ab1);
      v128.store(at, f32x4.max(f32x4.max(ab0, cd0), floor));
      v128.store(at, f32x4.max(f32x4.max(ab1, cd1), floor), 16);
      storeWinners(
        winners + <usize>(q >> 2) * layer.outputs,
        winnerOf4(first0, second0, last0),
        winnerOf4(first1, second1, last1),
      );
    } else if (layer.window == 2) {
      storePair(layer, y, winners, q >> 1, a0, a1, b0, b1, floor);
      if (q + 2 < total) storePair(layer, y, winners, (q >> 1) + 1, c0, c1, d0, d1, floor);
    } else {
      storeOne(layer, y, q, a0, a1, floor);
      if (q + 1 < total) storeOne(layer, y, q + 1, b0, b1, floor);
      if (q + 2 < total) storeOne(layer, y, q + 2, c0, c1, floor);
      if (q + 3 < total) storeOne(layer, y, q + 3, d0, d1, floor);
    }
  }
}

/** 0 … 3 in each lane: the first largest of four, from the comparisons b > a, d > c and max(c, d) > max(a, b). */
// @ts-ignore: decorator
@inline
function winnerOf4(first: v128, second: v128, last: v128): v128 {
  const left = v128.and(first, i32x4.splat(1));
  const right = v128.or(v128.and(second, i32x4.splat(1)), i32x4.splat(2));
  return v128.bitselect(right, left, last);
}

// @ts-ignore: decorator
@inline
function storeWinners(at: usize, low: v128, high: v128): void {
  const both = i16x8.narrow_i32x4_s(low, high);
  v128.store64_lane(at, i8x16.narrow_i16x8_u(both, both), 0);
}

// @ts-ignore: decorator
@inline
function storePair(layer: Layer, y: usize, winners: usize, window: i32, a0: v128, a1: v128, b0: v128, b1: v128, floor: v128): void {
  const at = y + load<i32>(layer.outOffsets + ((<usize>window) << 2));
  v128.store(at, f32x4.max(f32x4.max(a0, b0), floor));
  v128.store(at, f32x4.max(f32x4.max(a1, b1), floor), 16);
  const one = i32x4.splat(1);
  storeWinners(winners + <usize>(window * layer.outputs), v128.and(f32x4.gt(b0, a0), one), v128.and(f32x4.gt(b1, a1), one));
}

// @ts-ignore: decorator
@inline
function storeOne(layer: Layer, y: usize, position: i32, a0: v128, a1: v128, floor: v128): void {
  const at = y + load<i32>(layer.outOffsets + ((<usize>position) << 2));
  v128.store(at, f32x4.max(a0, floor));
  v128.store(at, f32x4.max(a1, floor), 16);
}

/**
 * Sends dy of one layer back: lists for each output the input windows that it has a derivative by (for networkGradient),
 * and adds up dx where it is wanted. ReLU and max pooling leave most derivatives exactly zero, and those cost nothing
 * here. scratch: 8·positions·(outputs + 1) bytes for each thread. Parallel over images.
 */
export function networkBackward(image: i32, thread: i32, record: usize, scratch: usize, scratchBytes: usize): void {
  const layer = changetype<Layer>(record);
  const outputs = layer.outputs;
  const window = layer.window;
  const windows = layer.positions / window;
  const y = layer.y + <usize>image * layer.outBytes;
  const dy = layer.dy + <usize>image * layer.outBytes;
  const counts = layer.counts + ((<usize>(image * outputs)) << 2);
  const entries = layer.entries + ((<usize>(image * outputs * windows)) << 3);
  const weightBytes = layer.rows * <i32>layer.runBytes;
  const winners = layer.winners + <usize>(image * windows * outputs);
  const listBytes = (<usize>outputs) << 3;
  const lists = scratch + <usize>thread * scratchBytes;
  const lengths = lists + <usize>layer.positions * listBytes;
  const wanted = layer.dx != 0;
  memory.fill(counts, 0, (<usize>outputs) << 2);
  if (wanted) memory.fill(lengths, 0, (<usize>layer.positions) << 2);

  // Every output is written down; whether it stays depends on the count only, which spares a mispredicted branch.
  for (let w = 0; w < windows; w++) {
    const out = <usize>load<i32>(layer.outOffsets + ((<usize>w) << 2));
    for (let c = 0; c < outputs; c++) {
      const at = out + ((<usize>c) << 2);
      const value = load<f32>(dy + at);
      const stays = i32(value != 0) & (i32(load<f32>(y + at) > 0) | (layer.relu ^ 1));
      const winner = window == 1 ? 0 : <i32>load<u8>(winners + <usize>(w * outputs + c));
      const position = w * window + winner;
      const n = load<i32>(counts + ((<usize>c) << 2));
      store<i32>(counts + ((<usize>c) << 2), n + stays);
      const entry = entries + ((<usize>(c * windows + n)) << 3);
      store<i32>(entry, load<i32>(layer.offsets + ((<usize>position) << 2)));
      store<f32>(entry, value, 4);
      if (!wanted) continue;
      const length = load<i32>(lengths + ((<usize>position) << 2));
      store<i32>(lengths + ((<usize>position) << 2), length + stays);
      const mine = lists + <usize>position * listBytes + ((<usize>length) << 3);
      store<i32>(mine, c * weightBytes);
      store<f32>(mine, value, 4);
    }
  }
  if (!wanted) return;
  const dx = layer.dx + <usize>image * layer.inBytes;
  memory.fill(dx, 0, layer.inBytes);
  const chunk: usize = layer.runBytes % 192 == 0 ? 192 : 64;
  for (let r = 0; r < layer.rows; r++) {
    for (let from: usize = 0; from < layer.runBytes; from += chunk) {
      const to = dx + <usize>r * layer.rowBytes + from;
      const source = layer.weights + <usize>r * layer.runBytes + from;
      const vectors = <i32>(min(chunk, layer.runBytes - from) >> 4);
      for (let p = 0; p < layer.positions; p++) {
        const length = load<i32>(lengths + ((<usize>p) << 2));
        if (length == 0) continue;
        const list = lists + <usize>p * listBytes;
        addRuns(to + load<i32>(layer.offsets + ((<usize>p) << 2)), vectors, source, list, list + ((<usize>length) << 3));
      }
    }
  }
}

/**
 * Derivative of the loss by the weights and biases of eight outputs of one layer, over all images in their order; written
 * `gradientBytes` behind the weights. Parallel over panels of eight outputs.
 */
// @ts-ignore: decorator
@inline
function gradientOfPanel(layer: Layer, panel: i32, images: i32, gradientBytes: usize): void {
  const windows = layer.positions / layer.window;
  const weightBytes = <usize>layer.rows * layer.runBytes;
  const vectors = <i32>(layer.runBytes >> 4);
  const first = panel << 3;
  const gradient = layer.weights + gradientBytes + <usize>first * weightBytes;
  const biases = layer.biases + gradientBytes + ((<usize>first) << 2);
  memory.fill(gradient, 0, weightBytes << 3);
  memory.fill(biases, 0, 32);
  for (let image = 0; image < images; image++) {
    const x = layer.x + <usize>image * layer.inBytes;
    for (let i = 0; i < 8; i++) {
      const output = image * layer.outputs + first + i;
      const count = load<i32>(layer.counts + ((<usize>output) << 2));
      if (count == 0) continue;
      const list = layer.entries + ((<usize>output * windows) << 3);
      const end = list + ((<usize>count) << 3);
      const to = gradient + <usize>i * weightBytes;
      if (vectors < 4 && layer.rows == 3) addThreeRuns(to, layer.runBytes, vectors, x, layer.rowBytes, list, end);
      else {
        for (let r: usize = 0; r < <usize>layer.rows; r++) {
          addRuns(to + r * layer.runBytes, vectors, x + r * layer.rowBytes, list, end);
        }
      }
      let sum = load<f32>(biases + ((<usize>i) << 2));
      for (let e = 0; e < count; e++) sum += load<f32>(list + ((<usize>e) << 3), 4);
      store<f32>(biases + ((<usize>i) << 2), sum);
    }
  }
}

/** The records of all layers follow each other; finds layer and panel of a block. */
// @ts-ignore: decorator
@inline
function layerOf(block: i32, records: usize, recordBytes: usize): usize {
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
function panelOf(block: i32, records: usize, record: usize, recordBytes: usize): i32 {
  let left = block;
  for (let before = records; before < record; before += recordBytes) left -= changetype<Layer>(before).outputs >> 3;
  return left;
}

/** Parallel over the panels of eight outputs of all layers in turn. */
export function networkGradient(block: i32, _thread: i32, records: usize, recordBytes: usize, images: i32, gradientBytes: usize): void {
  const record = layerOf(block, records, recordBytes);
  gradientOfPanel(changetype<Layer>(record), panelOf(block, records, record, recordBytes), images, gradientBytes);
}

/**
 * One step of Adam in Keras's form: θ −= rate·m/(√v + epsilon), the bias corrections already in `rate`. arrays: θ, its
 * gradient, m and v, each arrayBytes long (a multiple of 16). Moments near the smallest numbers become 0: the processor
 * would handle those slowly. Parallel over blocks of 1,024 values.
 */
export function adamStep(block: i32, _thread: i32, arrays: usize, arrayBytes: usize, rate: f32, beta1: f32, beta2: f32, epsilon: f32): void {
  const end = min(arrayBytes, (<usize>(block + 1)) << 12);
  const keep1 = f32x4.splat(beta1), add1 = f32x4.splat(1 - beta1);
  const keep2 = f32x4.splat(beta2), add2 = f32x4.splat(1 - beta2);
  const rates = f32x4.splat(rate), epsilons = f32x4.splat(epsilon);
  const tiny = f32x4.splat(1e-30);
  for (let i = (<usize>block) << 12; i < end; i += 16) {
    const theta = arrays + i;
    const g = v128.load(theta + arrayBytes);
    let m = f32x4.add(f32x4.mul(v128.load(theta + arrayBytes * 2), keep1), f32x4.mul(g, add1));
    let v = f32x4.add(f32x4.mul(v128.load(theta + arrayBytes * 3), keep2), f32x4.mul(f32x4.mul(g, g), add2));
    m = v128.and(m, f32x4.gt(f32x4.abs(m), tiny));
    v = v128.and(v, f32x4.gt(v, tiny));
    v128.store(theta + arrayBytes * 2, m);
    v128.store(theta + arrayBytes * 3, v);
    const move = f32x4.div(f32x4.mul(rates, m), f32x4.add(f32x4.sqrt(v), epsilons));
    v128.store(theta, f32x4.sub(v128.load(theta), move));
  }
}

/** The weights of eight outputs as the forward pass reads them. Parallel over the panels of all layers in turn. */
export function networkPack(block: i32, _thread: i32, records: usize, recordBytes: usize): void {
  const record = layerOf(block, records, recordBytes);
  const layer = changetype<Layer>(record);
  const panel = panelOf(block, records, record, recordBytes);
  const weightBytes = <usize>layer.rows * layer.runBytes;
  const from = layer.weights + ((<usize>panel * weightBytes) << 3);
  let to = layer.packed + ((<usize>(layer.rows * layer.run) * <usize>panel) << 5);
  for (let r = 0; r < layer.rows; r++) {
    for (let k = 0; k < layer.run; k++) {
      for (let i = 0; i < 8; i++) {
        store<f32>(to, load<f32>(from + <usize>i * weightBytes + <usize>r * layer.runBytes + ((<usize>k) << 2)));
        to += 4;
      }
    }
  }
}

/**
 * Probabilities (images × classes) of logits (images × stride): a stable softmax. With labels (i32, else pointer 0) also
 * the derivatives of the mean cross-entropy by the logits (`dy`, as the logits lie), and in sums (f64) the loss's sum and
 * the number of right answers.
 */
export function softmaxCrossEntropy(logits: usize, dy: usize, probabilities: usize, labels: usize, sums: usize, images: i32, classes: i32, stride: i32): void {
  let loss: f64 = 0;
  let right: f64 = 0;
  for (let image = 0; image < images; image++) {
    const z = logits + ((<usize>(image * stride)) << 2);
    const p = probabilities + ((<usize>(image * classes)) << 2);
    let best = 0;
    for (let c = 1; c < classes; c++) if (load<f32>(z + ((<usize>c) << 2)) > load<f32>(z + ((<usize>best) << 2))) best = c;
    const top = <f64>load<f32>(z + ((<usize>best) << 2));
    let sum: f64 = 0;
    for (let c: usize = 0; c < <usize>classes; c++) sum += Math.exp(<f64>load<f32>(z + (c << 2)) - top);
    for (let c: usize = 0; c < <usize>classes; c++) store<f32>(p + (c << 2), <f32>(Math.exp(<f64>load<f32>(z + (c << 2)) - top) / sum));
    if (!labels) continue;
    const label = load<i32>(labels + ((<usize>image) << 2));
    loss += Math.log(sum) + top - <f64>load<f32>(z + ((<usize>label) << 2));
    if (best == label) right++;
    if (!dy) continue;
    const d = dy + ((<usize>(image * stride)) << 2);
    for (let c = 0; c < classes; c++) {
      const target: f32 = c == label ? 1 : 0;
      store<f32>(d + ((<usize>c) << 2), (load<f32>(p + ((<usize>c) << 2)) - target) / <f32>images);
    }
  }
  if (!labels) return;
  store<f64>(sums, load<f64>(sums) + loss);
  store<f64>(sums, load<f64>(sums, 8) + right, 8);
}
