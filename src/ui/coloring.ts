import type { RunResult } from '../core/run';
import type { ImageTable } from '../data/dataset';

/** What colours a scatter: one code per row of the result (−1 = unknown) and a name per code. */
export interface Coloring {
  key: string;
  title: string;
  codes: Int32Array;
  names: readonly string[];
  /** Two codes, 0 right and 1 wrong, are drawn in their own colours. */
  kind: 'class' | 'cluster' | 'correctness';
}

/** True labels of a result's rows. */
export function labelColoring(
  rows: Uint32Array,
  table: ImageTable | undefined,
): Coloring | undefined {
  const labels = table?.labels;
  if (!table || !labels) return undefined;
  return {
    key: 'label',
    title: 'Label',
    codes: Int32Array.from(rows, (row) => labels[row]),
    names: table.classes,
    kind: 'class',
  };
}

const clusterNames = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `Cluster ${i}`);

/** Cluster, spread label, prediction, and right or wrong, of one result, in that result's own row order. */
function ownColorings(result: RunResult, table: ImageTable | undefined): Coloring[] {
  const { value, evaluation } = result;
  const title = result.name;
  const truth = labelColoring(result.rows, table);
  const found: Coloring[] = [];
  let predicted: Int32Array | undefined;
  if (value.kind === 'model' && value.model.kind === 'clustering') {
    const { labels, nClusters } = value.model;
    found.push({
      key: `cluster:${result.id}`,
      title: `Cluster (${title})`,
      codes: labels,
      names: clusterNames(nClusters),
      kind: 'cluster',
    });
    if (evaluation?.kind === 'clustering')
      predicted = labels.map((cluster) => evaluation.mapping[cluster]);
  } else if (value.kind === 'model' && value.model.kind === 'labelling') {
    predicted = value.model.labels;
    found.push({
      key: `spread:${result.id}`,
      title: `Spread label (${title})`,
      codes: predicted,
      names: table?.classes ?? [],
      kind: 'class',
    });
  } else if (value.kind === 'predictions') {
    predicted = value.prediction.labels;
    found.push({
      key: `predicted:${result.id}`,
      title: `Prediction (${title})`,
      codes: predicted,
      names: table?.classes ?? [],
      kind: 'class',
    });
  }
  if (predicted && truth) {
    const codes = predicted.map((label, row) =>
      truth.codes[row] < 0 ? -1 : label === truth.codes[row] ? 0 : 1,
    );
    found.push({
      key: `correct:${result.id}`,
      title: `Right or wrong (${title})`,
      codes,
      names: ['Right', 'Wrong'],
      kind: 'correctness',
    });
  }
  return found;
}

export const sameRows = (a: Uint32Array, b: Uint32Array): boolean =>
  a.length === b.length && a.every((row, i) => row === b[i]);

/**
 * Everything that can colour the rows of `result`: its labels, and what other results say of the very same rows
 * of the same table.
 */
export function coloringsFor(
  result: RunResult,
  results: readonly RunResult[],
  table: ImageTable | undefined,
): Coloring[] {
  const label = labelColoring(result.rows, table);
  const others = results
    .filter(
      (other) => other.fingerprint === result.fingerprint && sameRows(other.rows, result.rows),
    )
    .flatMap((other) => ownColorings(other, table));
  return label ? [label, ...others] : others;
}
