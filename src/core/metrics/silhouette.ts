/**
 * Mean silhouette (Rousseeuw 1987) of rows of which only the summed distances to each cluster are known: `sums` row-major
 * (rows × nClusters), the distance of a row to itself being 0. A row alone in its cluster counts 0, as does a row with no
 * distance to anything. Undefined unless there are at least two clusters and one holds two rows.
 */
export function meanSilhouette(
  sums: Float64Array,
  labels: ArrayLike<number>,
  nClusters: number,
): number | undefined {
  const sizes = new Float64Array(nClusters);
  for (let row = 0; row < labels.length; row++) sizes[labels[row]]++;
  const clusters = sizes.filter((size) => size > 0).length;
  if (clusters < 2 || clusters === labels.length) return undefined;

  let total = 0;
  for (let row = 0; row < labels.length; row++) {
    const own = labels[row];
    if (sizes[own] === 1) continue;
    const within = sums[row * nClusters + own] / (sizes[own] - 1);
    let nearest = Infinity;
    for (let cluster = 0; cluster < nClusters; cluster++) {
      if (cluster === own || sizes[cluster] === 0) continue;
      nearest = Math.min(nearest, sums[row * nClusters + cluster] / sizes[cluster]);
    }
    const larger = Math.max(within, nearest);
    if (larger > 0) total += (nearest - within) / larger;
  }
  return total / labels.length;
}
