import { describe, expect, it } from 'vitest';
import type { Dataset } from '../data/dataset';
import type { BudgetCell } from './budget';
import { buildReport } from './report';

const dataset = {
  train: { fileName: 'a.csv', rows: 20, columns: ['label', 'p0'], classes: ['a', 'b'] },
} as unknown as Dataset;

const cell: BudgetCell = {
  budget: { labelsPerClass: 5 },
  method: 'labelSpreading',
  params: { alpha: 0.2 },
  features: 'pca',
  seed: 3,
  labelled: 10,
  accuracy: 0.75,
  scoredRows: 10,
  unreached: 1,
  seconds: 0.5,
};

const reportOf = (cells: readonly BudgetCell[], finished: string[]) =>
  buildReport({
    version: '1',
    userAgent: 'test',
    crossOriginIsolated: true,
    threads: 2,
    dataset,
    result: () => undefined,
    finished: (key) => finished.includes(key),
    budget: cells,
  });

describe('the report of accuracy against budget', () => {
  it('is a list with a number of labels or a share in each entry', () => {
    const share: BudgetCell = { ...cell, budget: { share: 0.1 }, seed: 0 };
    const { experiments } = reportOf([cell, share], ['budget']);
    const { budget: _, features: __, ...rest } = cell;
    expect(experiments.budget).toEqual([
      { ...rest, labelsPerClass: 5, features: 'PCA-50' },
      { ...rest, share: 0.1, features: 'PCA-50', seed: 0 },
    ]);
  });

  it('is absent where the sweep was no part of the study', () => {
    expect(reportOf([cell], []).experiments).toEqual({});
  });
});
