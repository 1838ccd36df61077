import type { Data } from 'plotly.js';
import { budgetText, sweepMethods } from '../../study/budget';
import type { Curve, CurvePoint } from '../../study/budget-curve';
import type { PublishedBudget, PublishedCurve } from '../../study/published-budget';
import { colorOf } from '../palette';
import { baseLayout, type Figure, type PlotTheme } from '../plots/plotly';
import { lineName } from './line-name';
import { heightOf, LEGEND_HEIGHT, panelsLayout, rowsFor, suffixOf } from './panels';

/** A method's colour: the same whatever else is drawn. */
const methodColor = (method: string | undefined): string =>
  colorOf(sweepMethods.findIndex(({ id }) => id === method));

const kindsOf = (curves: readonly Curve[]): string[] => [
  ...new Set(curves.map(({ features }) => features)),
];

export const budgetHeight = (curves: readonly Curve[]): number => heightOf(kindsOf(curves).length);

const hoverText = ({ budget, deviation, seeds }: CurvePoint): string => {
  const kept = `${budgetText(budget)}${'share' in budget ? ' of the labels' : ' per class'}`;
  return deviation === undefined
    ? kept
    : `${kept}, ± ${(100 * deviation).toFixed(2)} over ${seeds} seeds`;
};

interface Place {
  /** Of the panel's axes. */
  suffix: string;
  /** Whether the legend takes this panel's lines. */
  first: boolean;
}

const axesOf = ({ suffix }: Place) => ({ xaxis: `x${suffix}`, yaxis: `y${suffix}` });

/** Our curve with whiskers of one standard deviation. */
function ourLine({ method, points }: Curve, name: string, place: Place): Data {
  const color = methodColor(method);
  return {
    type: 'scatter',
    mode: 'lines+markers',
    name,
    legendgroup: name,
    showlegend: place.first,
    ...axesOf(place),
    x: points.map(({ labelsPerClass }) => labelsPerClass),
    y: points.map(({ mean }) => mean),
    error_y: {
      type: 'data',
      array: points.map(({ deviation }) => deviation ?? 0),
      visible: points.some(({ deviation }) => deviation !== undefined),
      color,
      thickness: 1.2,
      width: 4,
    },
    line: { color, width: 2.5 },
    marker: { size: 7, color },
    text: points.map(hoverText),
    hovertemplate: `<b>${name}</b><br>%{y:.2%}, %{text}<extra></extra>`,
  };
}

/** A published curve: dotted, in the colour of the method here that it is to be compared with. */
function publishedLine({ title, method, points }: PublishedCurve, place: Place): Data {
  const color = methodColor(method);
  const name = `${title}, published`;
  return {
    type: 'scatter',
    mode: 'lines+markers',
    name,
    legendgroup: name,
    showlegend: place.first,
    ...axesOf(place),
    x: points.map(([labels]) => labels),
    y: points.map(([, accuracy]) => accuracy),
    opacity: 0.75,
    line: { color, width: 1.5, dash: 'dot' },
    marker: { size: 7, color, symbol: 'circle-open', line: { width: 1.5 } },
    hovertemplate: `<b>${name}</b><br>%{y:.1%}, %{x} per class<extra></extra>`,
  };
}

/** From a round figure below our lowest point: published curves may leave the plot there, ours never. */
function accuracyRange(curves: readonly Curve[]): [number, number] {
  const lows = curves.flatMap(({ points }) =>
    points.map(({ mean, deviation = 0 }) => mean - deviation),
  );
  const lowest = Math.min(1, ...lows);
  return [Math.max(0, Math.floor(lowest * 20 - 0.5) / 20), 1.01];
}

/**
 * Accuracy by labels per class, on a logarithmic axis, a panel for each kind of features: our curves with whiskers over
 * seeds, published marks dotted.
 */
export function budgetFigure(
  curves: readonly Curve[],
  marks: PublishedBudget | undefined,
  theme: PlotTheme,
): Figure {
  const base = baseLayout(theme);
  const kinds = kindsOf(curves);
  const y = accuracyRange(curves);
  const named = new Set<string>();
  const data = kinds.flatMap((features, panel) => {
    const suffix = suffixOf(panel);
    const own = curves.filter((curve) => curve.features === features);
    const names = own.map(({ method, params }) => lineName(method, params));
    const place = (name: string): Place => {
      const first = !named.has(name);
      named.add(name);
      return { suffix, first };
    };
    return [
      ...own.map((curve, i) => ourLine(curve, names[i], place(names[i]))),
      ...(marks?.curves ?? []).map((curve) => publishedLine(curve, place(`*${curve.title}`))),
    ];
  });
  const rows = Math.max(1, rowsFor(kinds.length));
  return {
    data,
    layout: {
      ...base,
      ...panelsLayout(kinds, theme, y),
      dragmode: false,
      modebar: {
        ...base.modebar,
        remove: ['select2d', 'lasso2d', 'zoom2d', 'pan2d', 'resetScale2d', 'zoomIn2d', 'zoomOut2d'],
      },
      hoverlabel: { bgcolor: theme.paper, bordercolor: theme.axis, font: { color: theme.text } },
      margin: { l: 56, r: 12, t: 26, b: LEGEND_HEIGHT },
      legend: { orientation: 'h', x: 0, y: -0.19 / rows, yanchor: 'top' },
    },
  };
}
