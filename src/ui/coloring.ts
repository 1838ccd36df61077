import type { RunResult } from '../core/run';
import { verdictOf, type Verdict } from '../core/verdict';
import { confidencesOf } from './confidences';
import type { ImageTable } from '../data/dataset';

/** What colours a scatter: one code per row of the result (−1 = unknown) and a name per code. */
export interface Coloring {
  key: string;
  title: string;
  codes: Int32Array;
  names: readonly string[];
  /** Two codes, 0 right and 1 wrong, and the steps of confidence are drawn in their own colours. */
  kind: 'class' | 'cluster' | 'correctness' | 'confidence';
  /** What the codes are steps of, 0 … 1; NaN where it is unknown. */
  shares?: Float32Array;
}

/** What a code is called. */
export const codeName = ({ names, kind }: Coloring, code: number): string => {
  if (code < 0) return kind === 'confidence' || kind === 'correctness' ? 'Unknown' : 'Unlabelled';
  return names[code] ?? String(code);
};

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

/** Steps of confidence: fine where most networks are. */
const CONFIDENCE_FROM = [0, 0.5, 0.8, 0.95, 0.99];
const confidenceNames = ['Below 50 %', '50–80 %', '80–95 %', '95–99 %', '99 % and more'];

const confidenceStep = (share: number): number =>
  Number.isNaN(share) ? -1 : CONFIDENCE_FROM.findLastIndex((from) => share >= from);

/**
 * Cluster, spread label or prediction, right or wrong, and how sure, of one result, in that result's own row order; unknown
 * where it says nothing of a row.
 */
function ownColorings(result: RunResult, table: ImageTable | undefined): Coloring[] {
  const verdict = verdictOf(result);
  if (!verdict) return [];
  const { kind, nClusters = 0 } = verdict;
  const clusters = verdict.clusters && inOrderOf(result, verdict, verdict.clusters);
  const classes = verdict.classes && inOrderOf(result, verdict, verdict.classes);
  const truth = labelColoring(result.rows, table);
  const shares = confidencesOf(result);
  const title = (what: string) => `${what} (${result.name})`;
  const own = { key: `${kind}:${result.id}`, title: title(titles[kind]) };
  const found: Coloring[] = [];
  if (clusters)
    found.push({ ...own, codes: clusters, names: clusterNames(nClusters), kind: 'cluster' });
  else if (classes)
    found.push({ ...own, codes: classes, names: table?.classes ?? [], kind: 'class' });
  if (classes && truth) {
    found.push({
      key: `correct:${result.id}`,
      title: title('Right or wrong'),
      codes: rightOrWrong(classes, truth.codes),
      names: ['Right', 'Wrong'],
      kind: 'correctness',
    });
  }
  if (shares) {
    found.push({
      key: `confidence:${result.id}`,
      title: title('Confidence'),
      codes: Int32Array.from(shares, confidenceStep),
      names: confidenceNames,
      kind: 'confidence',
      shares,
    });
  }
  return found;
}

/** Codes for all rows of a result, −1 for those that its verdict leaves out: a network's is on its validation rows. */
function inOrderOf(result: RunResult, verdict: Verdict, codes: Int32Array): Int32Array {
  if (verdict.rows === result.rows) return codes;
  const places = new Map<number, number>();
  verdict.rows.forEach((row, place) => places.set(row, place));
  return Int32Array.from(result.rows, (row) => codes[places.get(row) ?? -1] ?? -1);
}

const rightOrWrong = (found: Int32Array, truth: Int32Array): Int32Array =>
  found.map((label, row) => (truth[row] < 0 || label < 0 ? -1 : label === truth[row] ? 0 : 1));

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
