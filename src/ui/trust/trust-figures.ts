import type { CalibrationBin, CoveragePoint } from '../../core/metrics/calibration';
import { formatCount } from '../format';
import { colorOf } from '../palette';
import { baseAxis, baseLayout, type Figure, type PlotTheme } from '../plots/plotly';

const OURS = colorOf(0);
const CHOSEN = colorOf(6);

const commonLayout = (theme: PlotTheme): Figure['layout'] => ({
  ...baseLayout(theme),
  dragmode: false,
  showlegend: false,
  hoverlabel: { bgcolor: theme.paper, bordercolor: theme.axis, font: { color: theme.text } },
  margin: { l: 58, r: 12, t: 10, b: 46 },
});

/** Accuracy of the surest rows by the share of rows that is kept; a dot where the person keeps them. */
export function coverageFigure(
  curve: readonly CoveragePoint[],
  chosen: CoveragePoint,
  theme: PlotTheme,
): Figure {
  const axis = { ...baseAxis(theme), fixedrange: true, tickformat: '.0%' };
  const known = curve.filter(({ accuracy }) => accuracy !== undefined);
  const trace = {
    type: 'scatter' as const,
    hovertemplate:
      'the surest %{x:.1%}: %{y:.2%} right<br>confidence at least %{customdata:.3f}<extra></extra>',
  };
  return {
    data: [
      {
        ...trace,
        mode: 'lines',
        x: known.map(({ coverage }) => coverage),
        y: known.map(({ accuracy }) => accuracy ?? null),
        customdata: known.map(({ threshold }) => threshold),
        line: { color: OURS, width: 2.5 },
      },
      {
        ...trace,
        mode: 'markers',
        x: [chosen.coverage],
        y: [chosen.accuracy ?? null],
        customdata: [chosen.threshold],
        marker: { color: CHOSEN, size: 11 },
      },
    ],
    layout: {
      ...commonLayout(theme),
      xaxis: { ...axis, title: { text: 'Rows kept, the surest first' }, range: [0, 1.02] },
      yaxis: { ...axis, title: { text: 'Accuracy' }, tickformat: '.1~%' },
    },
  };
}

/** Accuracy by confidence: on the dotted line a label is right as often as it is sure. */
export function calibrationFigure(bins: readonly CalibrationBin[], theme: PlotTheme): Figure {
  const axis = {
    ...baseAxis(theme),
    fixedrange: true,
    tickformat: '.0%',
    range: [0, 1.03] as [number, number],
  };
  return {
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        x: [0, 1],
        y: [0, 1],
        hoverinfo: 'skip',
        line: { color: theme.axis, width: 1.5, dash: 'dot' },
      },
      {
        type: 'scatter',
        mode: 'lines+markers',
        x: bins.map(({ meanConfidence }) => meanConfidence),
        y: bins.map(({ accuracy }) => accuracy),
        text: bins.map(({ count }) => formatCount(count)),
        line: { color: OURS, width: 2.5 },
        marker: { color: OURS, size: 8 },
        hovertemplate: '%{x:.1%} sure, %{y:.1%} right<br>%{text} rows<extra></extra>',
      },
    ],
    layout: {
      ...commonLayout(theme),
      xaxis: { ...axis, title: { text: 'Confidence' } },
      yaxis: { ...axis, title: { text: 'Accuracy' } },
    },
  };
}
