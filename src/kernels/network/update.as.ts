import { Layer, layerOf, panelOf } from './layer.as';
import { packTransformed } from './winograd.as';

/**
 * One step of Adam in Keras's form: θ = keep·θ − rate·m/(√v + epsilon), the bias corrections already in `rate`, weight decay
 * in `keep` (Loshchilov & Hutter 2019). arrays: θ, its gradient, m and v, each arrayBytes long (a multiple of 16). Moments near the smallest numbers become 0: the processor
 * would handle those slowly. Parallel over blocks of 1,024 values.
 */
export function adamStep(block: i32, _thread: i32, arrays: usize, arrayBytes: usize, rate: f32, beta1: f32, beta2: f32, epsilon: f32, keep: f32): void {
  const end = min(arrayBytes, (<usize>(block + 1)) << 12);
  const keep1 = f32x4.splat(beta1), add1 = f32x4.splat(1 - beta1);
  const keep2 = f32x4.splat(beta2), add2 = f32x4.splat(1 - beta2);
  const keeps = f32x4.splat(keep);
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
    v128.store(theta, f32x4.sub(f32x4.mul(v128.load(theta), keeps), move));
  }
}

/** Moves the mean of the weights towards them: mean += share·(θ − mean). Parallel over blocks of 1,024 values. */
export function averageStep(block: i32, _thread: i32, theta: usize, mean: usize, bytes: usize, share: f32): void {
  const end = min(bytes, (<usize>(block + 1)) << 12);
  const shares = f32x4.splat(share);
  for (let i = (<usize>block) << 12; i < end; i += 16) {
    const old = v128.load(mean + i);
    v128.store(mean + i, f32x4.add(old, f32x4.mul(f32x4.sub(v128.load(theta + i), old), shares)));
  }
}

/** The weights of eight outputs as the forward pass reads them. Parallel over the panels of all layers in turn. */
export function networkPack(block: i32, _thread: i32, records: usize, recordBytes: usize): void {
  const record = layerOf(block, records, recordBytes);
  const layer = changetype<Layer>(record);
  const panel = panelOf(block, records, record, recordBytes);
  const weightBytes = <usize>layer.rows * layer.runBytes;
  const from = layer.weights + ((<usize>panel * weightBytes) << 3);
  if (layer.winograd) {
    const pixelBytes = (<usize>layer.run / 3) << 2;
    packTransformed(from, weightBytes, layer.runBytes, pixelBytes, layer.packed + <usize>panel * pixelBytes * 128);
    return;
  }
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
