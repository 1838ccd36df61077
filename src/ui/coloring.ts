import type { RunResult } from '../core/run';
import { verdictOf, type Verdict } from '../core/verdict';
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

/** What a code is called. */
export const codeName = ({ names }: Coloring, code: number): string =>
  code < 0 ? 'Unlabelled' : (names[code] ?? String(code));

/** The points of each code, every `step`th of them; codes ascending. */
export function pointsByCode(codes: ArrayLike<number>, step = 1): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (let point = 0; point < codes.length; point += step) {
    const members = groups.get(codes[point]);
    if (members) members.push(point);
    else groups.set(codes[point], [point]);
  }
  return new Map([...groups].sort(([a], [b]) => a - b));
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

const titles: Record<Verdict['kind'], string> = {
  cluster: 'Cluster',
  spread: 'Spread label',
  predicted: 'Prediction',
};

/** Cluster, spread label, prediction, and right or wrong, of one result, in that result's own row order. */
function ownColorings(result: RunResult, table: ImageTable | undefined): Coloring[] {
  const verdict = verdictOf(result);
  if (!verdict || verdict.rows !== result.rows) return [];
  const { kind, classes, clusters, nClusters = 0 } = verdict;
  const found: Coloring[] = [];
  const key = `${kind}:${result.id}`;
  const title = `${titles[kind]} (${result.name})`;
  if (clusters)
    found.push({ key, title, codes: clusters, names: clusterNames(nClusters), kind: 'cluster' });
  else if (classes)
    found.push({ key, title, codes: classes, names: table?.classes ?? [], kind: 'class' });
  const truth = labelColoring(result.rows, table);
  if (classes && truth) {
    found.push({
      key: `correct:${result.id}`,
      title: `Right or wrong (${result.name})`,
      codes: rightOrWrong(classes, truth.codes),
      names: ['Right', 'Wrong'],
      kind: 'correctness',
    });
  }
  return found;
}

const rightOrWrong = (found: Int32Array, truth: Int32Array): Int32Array =>
  found.map((label, row) => (truth[row] < 0 ? -1 : label === truth[row] ? 0 : 1));

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
