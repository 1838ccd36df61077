import { placeIn } from '../../core/row-order';
import type { RunResult } from '../../core/run';
import { verdictOf, type Verdict } from '../../core/verdict';
import type { ImageTable } from '../../data/dataset';
import type { Selection } from '../../state/selection';

/** What one result says of rows of its table. */
export interface Finding {
  /** Id and name of the result. */
  id: string;
  name: string;
  kind: Verdict['kind'];
  /** "cluster 3", or the class that the row is taken for; undefined where the result says nothing of it. */
  say: (row: number) => string | undefined;
  /** Whether it takes the row for another class than its label's. */
  isWrong: (row: number) => boolean;
}

/** What results say of selected rows: the one they were selected in first, then the newest. */
export function findingsOn(
  { source, rows }: Selection,
  results: readonly RunResult[],
  table: ImageTable,
): Finding[] {
  const own = results.filter(({ fingerprint }) => fingerprint === source.fingerprint).reverse();
  const first = own.filter(({ id }) => id === source.id);
  return [...first, ...own.filter(({ id }) => id !== source.id)].flatMap((result) => {
    const verdict = verdictOf(result);
    if (!verdict) return [];
    const finding = findingOf(result, verdict, table);
    return rows.some((row) => finding.say(row) !== undefined) ? [finding] : [];
  });
}

function findingOf({ id, name }: RunResult, verdict: Verdict, table: ImageTable): Finding {
  const { kind, rows, classes, clusters } = verdict;
  const placeOf = placeIn(rows);
  const classAt = (row: number): number => classes?.[placeOf(row)] ?? -1;
  return {
    id,
    name,
    kind,
    say: (row) => {
      const place = placeOf(row);
      if (place < 0) return undefined;
      return clusters ? `cluster ${clusters[place]}` : (table.classes[classAt(row)] ?? 'none');
    },
    isWrong: (row) => {
      const truth = table.labels?.[row] ?? -1;
      const found = classAt(row);
      return truth >= 0 && found >= 0 && truth !== found;
    },
  };
}
