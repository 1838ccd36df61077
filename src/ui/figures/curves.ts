import type { EpochFigures } from '../../core/task';
import { colorOf } from '../palette';
import { baseAxis, baseLayout, type Figure, type PlotTheme } from '../plotly';

type Measure = 'accuracy' | 'loss';
const pairs = {
  accuracy: ['accuracy', 'valAccuracy'],
  loss: ['loss', 'valLoss'],
} as const;

/** Training and validation figures by epoch. */
export function curveFigure(
  epochs: readonly EpochFigures[],
  measure: Measure,
  theme: PlotTheme,
): Figure {
  const axis = baseAxis(theme);
  const x = epochs.map((_, i) => i + 1);
  const [training, validation] = pairs[measure];
  const line = (name: string, key: keyof EpochFigures, color: string, dash: 'solid' | 'dot') => ({
    type: 'scatter' as const,
    mode: 'lines+markers' as const,
    name,
    x,
    y: epochs.map((epoch) => epoch[key]),
    line: { color, width: 2.5, dash },
    marker: { size: 7, color },
    hovertemplate: `${name} %{y:.4f}<extra></extra>`,
  });
  return {
    data: [
      line('training', training, colorOf(0), 'dot'),
      line('validation', validation, colorOf(6), 'solid'),
    ],
    layout: {
      ...baseLayout(theme),
      dragmode: false,
      hovermode: 'x unified',
      hoverlabel: { bgcolor: theme.paper, bordercolor: theme.axis, font: { color: theme.text } },
      margin: { l: 56, r: 12, t: 8, b: 64 },
      legend: { orientation: 'h', y: -0.22, x: 0 },
      xaxis: {
        ...axis,
        title: { text: 'Epoch' },
        dtick: epochs.length > 12 ? undefined : 1,
        fixedrange: true,
      },
      yaxis: {
        ...axis,
        title: { text: measure === 'accuracy' ? 'Accuracy' : 'Loss' },
        fixedrange: true,
      },
    },
  };
}
