const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, d) => sum + value * b[d], 0);

/**
 * The normalised, temperature-scaled cross-entropy of SimCLR (Chen et al. 2020, equation 1) and its derivatives, by the
 * definition and in double precision. z: (2n × dims), the n first views, then the n second ones in the same order; every view is
 * to be told from all others as the partner of its own image, by the cosine of their vectors over the temperature.
 */
export function contrastReference(z: Float64Array, dims: number, temperature: number) {
  const views = z.length / dims;
  const vectors = Array.from({ length: views }, (_, i) => z.subarray(i * dims, (i + 1) * dims));
  const lengths = vectors.map((vector) => Math.sqrt(dot(vector, vector)));
  const unit = vectors.map((vector, i) => vector.map((value) => value / lengths[i]));
  const pull = unit.map(() => new Float64Array(dims));
  let loss = 0;
  unit.forEach((own, i) => {
    const partner = (i + views / 2) % views;
    const likeness = unit.map((other) => dot(own, other) / temperature);
    const sum = likeness.reduce((total, s, j) => (j === i ? total : total + Math.exp(s)), 0);
    loss += (Math.log(sum) - likeness[partner]) / views;
    unit.forEach((other, j) => {
      if (j === i) return;
      const share = Math.exp(likeness[j]) / sum - (j === partner ? 1 : 0);
      for (let d = 0; d < dims; d++) {
        pull[i][d] += (share * other[d]) / (views * temperature);
        pull[j][d] += (share * own[d]) / (views * temperature);
      }
    });
  });
  // A vector's length does not matter, so neither do changes along it.
  const gradient = unit.flatMap((own, i) => {
    const along = dot(pull[i], own);
    return Array.from(own, (value, d) => (pull[i][d] - along * value) / lengths[i]);
  });
  return { loss, gradient: Float64Array.from(gradient) };
}
