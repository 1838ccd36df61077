import { formatCount } from '../../format';
import { colorOf } from '../../palette';
import { baseAxis, baseLayout, type Figure, type PlotTheme } from '../plotly';

export interface Bar {
  name: string;
  count: number;
}

/** Bars with their counts on them, in the classes' colours. */
export function barFigure(bars: readonly Bar[], xTitle: string, theme: PlotTheme): Figure {
  const axis = baseAxis(theme);
  return {
    data: [
      {
        type: 'bar',
        x: bars.map((_, i) => i),
        y: bars.map((bar) => bar.count),
        text: bars.map((bar) => formatCount(bar.count)),
        textposition: 'outside',
        cliponaxis: false,
        hovertemplate: '%{text}<extra></extra>',
        marker: { color: bars.map((_, i) => colorOf(i)) },
      },
    ],
    layout: {
      ...baseLayout(theme),
      margin: { l: 52, r: 8, t: 24, b: 48 },
      dragmode: false,
      bargap: 0.28,
      xaxis: {
        ...axis,
        showgrid: false,
        title: { text: xTitle },
        tickvals: bars.map((_, i) => i),
        ticktext: bars.map((bar) => bar.name),
        fixedrange: true,
      },
      yaxis: { ...axis, rangemode: 'tozero', fixedrange: true },
    },
  };
}
