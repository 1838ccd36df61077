import { sweepMethods, budgetText } from '../../study/budget';
import type { Curve } from '../../study/budget-curve';
import type { PublishedBudget } from '../../study/published-budget';
import { colorOf } from '../palette';
import { baseAxis, baseLayout, type Figure, type PlotTheme } from '../plotly';
import { lineNames } from './line-names';

/** Forms and dashes tell kinds of features apart, colours methods. */
const symbols = ['circle', 'square', 'diamond', 'cross'] as const;
const dashes = ['solid', 'dash', 'dashdot', 'longdash'] as const;
const TICKS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/** A method's colour: the same whatever else is drawn. */
const methodColor = (method: string | undefined): string =>
  colorOf(sweepMethods.findIndex(({ id }) => id === method));

/** Accuracy by labels per class, on a logarithmic axis: our curves with whiskers, published marks dotted. */
export function budgetFigure(
  curves: readonly Curve[],
  marks: PublishedBudget | undefined,
  theme: PlotTheme,
): Figure {
  const axis = baseAxis(theme);
  const names = lineNames(curves);
  const kinds = [...new Set(curves.map(({ features }) => features))];
  const ours = curves.map(({ method, features, points }, i) => {
    const color = methodColor(method);
    const kind = kinds.indexOf(features);
    return {
      type: 'scatter' as const,
      mode: 'lines+markers' as const,
      name: names[i],
      x: points.map(({ labelsPerClass }) => labelsPerClass),
      y: points.map(({ mean }) => mean),
      error_y: {
        type: 'data' as const,
        array: points.map(({ deviation }) => deviation ?? 0),
        visible: points.some(({ deviation }) => deviation !== undefined),
        color,
        thickness: 1.2,
        width: 4,
      },
      line: { color, width: 2.5, dash: dashes[kind % dashes.length] },
      marker: { size: 8, color, symbol: symbols[kind % symbols.length] },
      text: points.map(
        ({ budget, deviation, seeds }) =>
          `${budgetText(budget)}${'share' in budget ? ' of the labels' : ' per class'}${
            deviation === undefined ? '' : `, ± ${(100 * deviation).toFixed(2)} over ${seeds} seeds`
          }`,
      ),
      hovertemplate: `<b>${names[i]}</b><br>%{y:.2%}, %{text}<extra></extra>`,
    };
  });
  const theirs = (marks?.curves ?? []).map(({ title, method, points }) => {
    const color = methodColor(method);
    return {
      type: 'scatter' as const,
      mode: 'lines+markers' as const,
      name: `${title}, published`,
      x: points.map(([labels]) => labels),
      y: points.map(([, accuracy]) => accuracy),
      opacity: 0.75,
      line: { color, width: 1.5, dash: 'dot' as const },
      marker: { size: 7, color, symbol: 'circle-open' as const, line: { width: 1.5 } },
      hovertemplate: `<b>${title}, published</b><br>%{y:.1%}, %{x} per class<extra></extra>`,
    };
  });
  return {
    data: [...ours, ...theirs],
    layout: {
      ...baseLayout(theme),
      dragmode: false,
      hoverlabel: { bgcolor: theme.paper, bordercolor: theme.axis, font: { color: theme.text } },
      margin: { l: 56, r: 12, t: 8, b: 48 },
      legend: { orientation: 'h', y: -0.2, x: 0, yanchor: 'top' },
      xaxis: {
        ...axis,
        type: 'log',
        title: { text: 'Labels per class' },
        tickvals: TICKS,
        ticktext: TICKS.map((count) => count.toLocaleString('en-GB')),
        fixedrange: true,
      },
      yaxis: {
        ...axis,
        title: { text: 'Accuracy' },
        tickformat: '.0%',
        fixedrange: true,
      },
    },
  };
}
