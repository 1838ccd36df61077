import Papa from 'papaparse';
import { failure, success, type Outcome } from '../../core/failure';
import type { ImageTable } from '../../data/dataset';
import { formatCount } from '../format';
import type { Csv } from '../results/evaluation-csv';

/** Labels by hand, rows ascending. */
export const handCsv = (codes: ReadonlyMap<number, number>, { classes }: ImageTable): Csv => ({
  header: ['row', 'label'],
  rows: [...codes].sort(([a], [b]) => a - b).map(([row, code]) => [row, classes[code]]),
});

export interface NamedLabel {
  row: number;
  /** Name of its class. */
  label: string;
}

/**
 * Labels out of a CSV with the columns `row` and `label`, as any that this page writes: by hand, or the surest of a
 * spreading. Rows without a label are left out; of two labels of a row the last counts.
 *
 * @param rows how many rows the table has
 */
export function labelsFrom(text: string, rows: number): Outcome<NamedLabel[]> {
  const { data, meta } = Papa.parse<Record<string, string>>(text, {
    header: true,
    transformHeader: (name) => name.trim().toLowerCase(),
  });
  const fields = meta.fields ?? [];
  if (!fields.includes('row') || !fields.includes('label')) {
    const found = fields.slice(0, 4).join(', ');
    const more = fields.length > 4 ? ` and ${formatCount(fields.length - 4)} more` : '';
    const message = `Labels need a column row and a column label, as in the CSV of labels that this page writes. This file has ${found || 'none'}${more}.`;
    return failure('badFile', message);
  }
  const labels: NamedLabel[] = [];
  // A line may end before either column.
  for (const [i, { row: number = '', label = '' }] of data.entries()) {
    if (label.trim() === '') continue;
    const row = Number(number);
    if (number.trim() === '' || !Number.isInteger(row) || row < 0 || row >= rows) {
      const message = `Line ${formatCount(i + 2)}: there is no row ${number.trim() || 'without a number'}. Rows go from 0 to ${formatCount(rows - 1)}.`;
      return failure('badFile', message);
    }
    labels.push({ row, label: label.trim() });
  }
  return labels.length > 0
    ? success(labels)
    : failure('badFile', 'There is no label in this file.');
}
