import { placeIn, sameRows, sameRowsInAnyOrder } from '../../core/row-order';
import type { RunResult } from '../../core/run';
import { verdictOf, type Verdict } from '../../core/verdict';
import { confidencesOf } from '../results/confidences';
import type { ImageTable } from '../../data/dataset';

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
 * Cluster, spread label or prediction, right or wrong, and how sure, of one result, for these rows of its table; unknown
 * where it says nothing of a row.
 */
function ownColorings(
  result: RunResult,
  rows: Uint32Array,
  table: ImageTable | undefined,
): Coloring[] {
  const verdict = verdictOf(result);
  if (!verdict) return [];
  const { kind, nClusters = 0 } = verdict;
  const clusters = verdict.clusters && inOrderOf(rows, verdict.rows, verdict.clusters, -1);
  const classes = verdict.classes && inOrderOf(rows, verdict.rows, verdict.classes, -1);
  const truth = labelColoring(rows, table);
  const sure = confidencesOf(result);
  const shares = sure && inOrderOf(rows, result.rows, sure, NaN);
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

/** What a result says of rows of its table, in their order; undefined for one that says nothing. */
export const verdictColoring = (
  result: RunResult,
  rows: Uint32Array,
  table: ImageTable | undefined,
): Coloring | undefined => ownColorings(result, rows, table)[0];

/** Values given in one order of rows, put into another; `none` where there is no value for a row. */
function inOrderOf<T extends Int32Array | Float32Array>(
  rows: Uint32Array,
  own: Uint32Array,
  values: T,
  none: number,
): T {
  if (sameRows(rows, own)) return values;
  const placeOf = placeIn(own);
  const ordered = new (values.constructor as new (length: number) => T)(rows.length);
  rows.forEach((row, i) => {
    const place = placeOf(row);
    ordered[i] = place < 0 ? none : values[place];
  });
  return ordered;
}

const rightOrWrong = (found: Int32Array, truth: Int32Array): Int32Array =>
  found.map((label, row) => (truth[row] < 0 || label < 0 ? -1 : label === truth[row] ? 0 : 1));

/** Labels given by hand. */
export const handColoring = (
  rows: Uint32Array,
  codes: ReadonlyMap<number, number>,
  names: readonly string[],
): Coloring => ({
  key: 'hand',
  title: 'Label by hand',
  codes: Int32Array.from(rows, (row) => codes.get(row) ?? -1),
  names,
  kind: 'class',
});

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
      (other) =>
        other.fingerprint === result.fingerprint && sameRowsInAnyOrder(other.rows, result.rows),
    )
    .flatMap((other) => ownColorings(other, result.rows, table));
  return label ? [label, ...others] : others;
}
