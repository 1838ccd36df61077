import type { RunResult } from '../core/run';
import type { ImageTable } from '../data/dataset';
import { formatCount, formatNumber } from './format';
import { SimpleTable } from './simple-table';
import type { Points } from './plots/figures/scatter';

const axisNames = (dims: number): string[] =>
  dims <= 3 ? ['x', 'y', 'z'].slice(0, dims) : Array.from({ length: dims }, (_, i) => `c${i}`);

/** The first five rows of an embedding with their labels: `DataFrame.head()`. */
export function EmbeddingHead({
  result,
  points,
  table,
}: {
  result: RunResult;
  points: Points;
  table: ImageTable | undefined;
}) {
  const dims = Math.min(points.dims, 8);
  const labels = table?.labels;
  const rows = Array.from(result.rows.subarray(0, 5), (tableRow, r) => [
    formatCount(tableRow),
    ...Array.from({ length: dims }, (_, c) =>
      formatNumber(points.coordinates[r * points.dims + c], 4),
    ),
    ...(labels ? [table.classes[labels[tableRow]] ?? '–'] : []),
  ]);
  const header = ['row', ...axisNames(points.dims).slice(0, dims), ...(labels ? ['label'] : [])];
  return <SimpleTable caption="First rows" header={header} rows={rows} />;
}

/** The first rows of a file as read, its label and a few pixel columns from both ends. */
export function FileHead({ table }: { table: ImageTable }) {
  const count = table.columns.length;
  const shown =
    count <= 12
      ? table.columns.map((_, i) => i)
      : [0, 1, 2, 3, 4, 5, -1, count - 3, count - 2, count - 1];
  const cell = (row: readonly (string | number)[], column: number) =>
    column < 0 ? '…' : String(row[column] ?? '');
  return (
    <SimpleTable
      caption={`First rows of ${table.fileName}`}
      header={['row', ...shown.map((column) => (column < 0 ? '…' : table.columns[column]))]}
      rows={table.head.map((row, r) => [String(r), ...shown.map((column) => cell(row, column))])}
    />
  );
}
