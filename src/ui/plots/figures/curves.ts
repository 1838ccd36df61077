import type { EpochFigures } from '../../../core/task';
import { colorOf } from '../../palette';
import { baseAxis, baseLayout, type Figure, type PlotTheme } from '../plotly';

type Measure = 'accuracy' | 'loss';
const pairs = {
  accuracy: ['accuracy', 'valAccuracy'],
  loss: ['loss', 'valLoss'],
} as const;

type Line = { name: string; values: readonly number[]; color: string; dash: 'solid' | 'dot' };

/** Values by epoch, from 1. */
function byEpoch(lines: readonly Line[], title: string, theme: PlotTheme): Figure {
  const axis = baseAxis(theme);
  const epochs = Math.max(...lines.map(({ values }) => values.length));
  return {
    data: lines.map(({ name, values, color, dash }) => ({
      type: 'scatter' as const,
      mode: 'lines+markers' as const,
      name,
      x: values.map((_, i) => i + 1),
      y: [...values],
      line: { color, width: 2.5, dash },
      marker: { size: 7, color },
      hovertemplate: `${name} %{y:.4f}<extra></extra>`,
    })),
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
        dtick: epochs > 12 ? undefined : 1,
        fixedrange: true,
      },
      yaxis: { ...axis, title: { text: title }, fixedrange: true },
    },
  };
}

/** Training and validation figures by epoch. */
export function curveFigure(
  epochs: readonly EpochFigures[],
  measure: Measure,
  theme: PlotTheme,
): Figure {
  const [training, validation] = pairs[measure];
  const valuesOf = (key: keyof EpochFigures) => epochs.map((epoch) => epoch[key]);
  return byEpoch(
    [
      { name: 'training', values: valuesOf(training), color: colorOf(0), dash: 'dot' },
      { name: 'validation', values: valuesOf(validation), color: colorOf(6), dash: 'solid' },
    ],
    measure === 'accuracy' ? 'Accuracy' : 'Loss',
    theme,
  );
}

/** The loss of a network that learns without labels, by epoch. */
export const lossFigure = (losses: readonly number[], theme: PlotTheme): Figure =>
  byEpoch([{ name: 'loss', values: losses, color: colorOf(6), dash: 'solid' }], 'Loss', theme);
