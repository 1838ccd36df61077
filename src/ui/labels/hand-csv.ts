import type { ImageTable } from '../../data/dataset';
import type { Csv } from '../results/evaluation-csv';

/** Labels by hand, rows ascending. */
export const handCsv = (codes: ReadonlyMap<number, number>, { classes }: ImageTable): Csv => ({
  header: ['row', 'label'],
  rows: [...codes].sort(([a], [b]) => a - b).map(([row, code]) => [row, classes[code]]),
});
