import { expect, it } from 'vitest';
import { confusionCsv, reportCsv } from './evaluation-csv';

const nameOf = (code: number): string => ['cat', 'dog'][code];

it('writes a confusion matrix with true classes down', () => {
  const csv = confusionCsv({ counts: Int32Array.of(3, 1, 0, 5), size: 2 }, nameOf);
  expect(csv.header).toEqual(['true \\ predicted', 'cat', 'dog']);
  expect(csv.rows).toEqual([
    ['cat', 3, 1],
    ['dog', 0, 5],
  ]);
});

it('writes a report as scikit-learn prints it, unrounded', () => {
  const cat = { precision: 1, recall: 0.75, f1: 6 / 7, support: 4 };
  const dog = { precision: 5 / 6, recall: 1, f1: 10 / 11, support: 5 };
  const average = { precision: 0.9, recall: 0.9, f1: 0.9, support: 9 };
  const csv = reportCsv(
    { classes: [cat, dog], accuracy: 8 / 9, macroAverage: average, weightedAverage: average },
    nameOf,
  );
  expect(csv.rows[1]).toEqual(['dog', 5 / 6, 1, 10 / 11, 5]);
  expect(csv.rows[2]).toEqual(['accuracy', '', '', 8 / 9, 9]);
  expect(csv.rows.map(([name]) => name)).toEqual([
    'cat',
    'dog',
    'accuracy',
    'macro avg',
    'weighted avg',
  ]);
});
