import { expect, it } from 'vitest';
import { defaultsOf } from '../../../core/params';
import { methodById } from '../../../methods/registry';
import { curvesOf } from '../../../study/budget-curve';
import { publishedFor } from '../../../study/published-budget';
import { reportHtml } from './page';

it('shows accuracy against budget as a table, with what was published for the same budgets', () => {
  const cell = {
    budget: { labelsPerClass: 5 },
    method: 'poissonLearning',
    params: defaultsOf(methodById('poissonLearning').params),
    features: 'pca',
    labelled: 50,
    scoredRows: 100,
    unreached: 0,
    seconds: 2,
  };
  const cells = [0.9, 0.94].map((accuracy, seed) => ({ ...cell, accuracy, seed }));
  const table = {
    name: 'a.csv',
    rows: 150,
    columns: 65,
    dtype: 'int64',
    memoryBytes: 1,
    parseSeconds: 1,
  };
  const html = reportHtml({
    report: {
      app: { version: '1' },
      environment: { userAgent: '', crossOriginIsolated: true, threads: 2, tensorBackend: 'none' },
      data: { train: { ...table, classCounts: { 0: 75, 1: 75 } } },
      experiments: {
        budget: cells.map(({ budget, ...rest }) => ({ ...budget, ...rest })),
      },
    },
    pictures: [],
    runs: [],
    budget: { curves: curvesOf(cells, 10), marks: publishedFor({}) },
    writtenAt: '2026-01-01T00:00:00Z',
  });
  expect(html).toContain('<h2>Accuracy against budget');
  expect(html).toContain('<td>92.00 ± 2.8</td>');
  expect(html).toContain(
    '<th scope="row">Poisson, published</th><td>Autoencoder</td><td>95.3</td>',
  );
  expect(html).not.toMatch(/(src|href)="http/);
  // The time of its fits counts in the header.
  expect(html).toContain('4.00 s');
});
