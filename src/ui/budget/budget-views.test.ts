import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../core/params';
import { methodById } from '../../methods/registry';
import type { Budget, BudgetCell } from '../../study/budget';
import { curvesOf } from '../../study/budget-curve';
import { publishedBudgets, publishedFor } from '../../study/published-budget';
import { plotThemes } from '../plots/plotly';
import { cellsCsv } from './cells-csv';
import { budgetFigure } from './curve-figure';
import { curveTable } from './curve-table';
import { lineName } from './line-name';

const params = defaultsOf(methodById('labelSpreading').params);
const cell = (budget: Budget, seed: number, accuracy: number, also = {}): BudgetCell => ({
  budget,
  method: 'labelSpreading',
  params,
  features: 'pca',
  seed,
  labelled: 'share' in budget ? 200 : 10 * budget.labelsPerClass,
  accuracy,
  scoredRows: 1000,
  unreached: 3,
  seconds: 0.5,
  ...also,
});
const five = { labelsPerClass: 5 };
const cells = [
  cell(five, 0, 0.8),
  cell(five, 1, 0.9),
  cell({ share: 0.1 }, 0, 0.96),
  cell(five, 0, 0.5, {
    method: 'poissonLearning',
    params: defaultsOf(methodById('poissonLearning').params),
  }),
];
const curves = curvesOf(cells, 10);
const mnist = publishedFor({});

describe('accuracy against budget', () => {
  it('is a table of means and deviations, with what was published for the same budgets', () => {
    const { header, rows } = curveTable(curves, mnist);
    expect(header).toEqual(['method', 'features', '5', '10 %']);
    expect(rows.slice(0, 2)).toEqual([
      ['Label spreading', 'PCA-50', '85.00 ± 7.1', '96.00'],
      ['Poisson learning', 'PCA-50', '50.00', '–'],
    ]);
    expect(rows).toContainEqual(['Poisson, published', 'Autoencoder', '95.3', '–']);
    expect(curveTable(curves).rows).toHaveLength(2);
  });

  it('is a CSV with a row for each point, unrounded', () => {
    const { header, rows } = cellsCsv(cells);
    expect(rows).toHaveLength(4);
    expect(rows.every((row) => row.length === header.length)).toBe(true);
    const named = (row: (string | number)[]) =>
      Object.fromEntries(header.map((name, i) => [name, row[i]]));
    expect(named(rows[1])).toMatchObject({
      labels_per_class: 5,
      share: '',
      labelled: 50,
      method: 'labelSpreading',
      features: 'PCA-50',
      seed: 1,
      accuracy: 0.9,
    });
    expect(named(rows[2])).toMatchObject({ labels_per_class: '', share: 0.1 });
    expect(JSON.parse(String(named(rows[0]).parameters))).toEqual(params);
  });

  it('is drawn with whiskers over seeds on a logarithmic axis, published marks in the same colours', () => {
    const { data, layout } = budgetFigure(curves, mnist, plotThemes.light);
    expect(layout.xaxis?.type).toBe('log');
    const traces = data as {
      name: string;
      x: number[];
      error_y?: { array: number[] };
      line: { color: string };
    }[];
    expect(traces[0].x).toEqual([5, 20]);
    expect(traces[0].error_y?.array[0]).toBeCloseTo(0.0707, 4);
    const published = traces.find(({ name }) => name === 'Poisson, published');
    expect(published?.line.color).toBe(traces[1].line.color);
    expect(traces[0].line.color).not.toBe(traces[1].line.color);
  });

  it('has a panel for each kind of features, and names what was changed of a method', () => {
    const changed = { ...params, alpha: 0.5 };
    const more = [...cells, cell(five, 0, 0.7, { params: changed, features: 'pixels' })];
    const { data, layout } = budgetFigure(curvesOf(more, 10), undefined, plotThemes.light);
    const traces = data as { name: string; xaxis: string; showlegend: boolean }[];
    expect(traces.map(({ name, xaxis }) => [name, xaxis])).toEqual([
      ['Label spreading', 'x'],
      ['Poisson learning', 'x'],
      ['Label spreading, alpha = 0.5', 'x2'],
    ]);
    expect(layout.annotations?.map(({ text }) => text)).toEqual(['<b>PCA-50</b>', '<b>Pixels</b>']);
    expect(lineName('labelSpreading', params)).toBe('Label spreading');
  });

  it('has published marks that rise with the number of labels', () => {
    for (const { points } of publishedBudgets.flatMap((one) => one.curves)) {
      for (const [i, [labels, accuracy]] of points.entries()) {
        expect(accuracy).toBeGreaterThan(0);
        expect(accuracy).toBeLessThan(1);
        if (i === 0) continue;
        expect(labels).toBeGreaterThan(points[i - 1][0]);
        expect(accuracy).toBeGreaterThanOrEqual(points[i - 1][1]);
      }
    }
    expect(publishedFor({ sampleId: 'fashion-mnist' }).title).toMatch(/Fashion/);
  });
});
