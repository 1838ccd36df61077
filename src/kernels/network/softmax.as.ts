/**
 * Probabilities (images × classes) of logits (images × stride): a stable softmax. With labels (i32, else pointer 0) also
 * the derivatives of the mean cross-entropy by the logits (`dy`, as the logits lie), and in sums (f64) the loss's sum and
 * the number of right answers. The cross-entropy is from targets of which the share `smoothing` is spread evenly over all
 * classes (Szegedy et al. 2016).
 */
export function softmaxCrossEntropy(logits: usize, dy: usize, probabilities: usize, labels: usize, sums: usize, images: i32, classes: i32, stride: i32, smoothing: f32): void {
  let loss: f64 = 0;
  let right: f64 = 0;
  const other = smoothing / <f32>classes;
  const own: f32 = <f32>1 - smoothing + other;
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
    let expected = <f64>load<f32>(z + ((<usize>label) << 2));
    if (smoothing > 0) {
      let mean: f64 = 0;
      for (let c: usize = 0; c < <usize>classes; c++) mean += <f64>load<f32>(z + (c << 2)) / classes;
      expected += <f64>smoothing * (mean - expected);
    }
    loss += Math.log(sum) + top - expected;
    if (best == label) right++;
    if (!dy) continue;
    const d = dy + ((<usize>(image * stride)) << 2);
    for (let c = 0; c < classes; c++) {
      const target = c == label ? own : other;
      store<f32>(d + ((<usize>c) << 2), (load<f32>(p + ((<usize>c) << 2)) - target) / <f32>images);
    }
  }
  if (!labels) return;
  store<f64>(sums, load<f64>(sums) + loss);
  store<f64>(sums, load<f64>(sums, 8) + right, 8);
}
