import type { RunResult } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import type { Selection } from '../../state/selection';
import type { Csv } from '../results/evaluation-csv';
import { findingsOn } from './findings';

/** Selected rows with their labels and what results say of them. */
export function selectionCsv(
  selection: Selection,
  results: readonly RunResult[],
  table: ImageTable,
): Csv {
  const findings = findingsOn(selection, results, table);
  const { labels, classes } = table;
  return {
    header: [
      'row',
      ...(labels ? ['label'] : []),
      ...findings.map(({ kind, name }) => `${kind} (${name})`),
    ],
    rows: Array.from(selection.rows, (row) => [
      row,
      ...(labels ? [classes[labels[row]] ?? ''] : []),
      ...findings.map(({ say }) => say(row) ?? ''),
    ]),
  };
}
