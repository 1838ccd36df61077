import type { ConfusionMatrix } from '../../../core/evaluation';
import { formatCount } from '../../format';
import { baseLayout, plotThemes, type Figure, type PlotTheme } from '../plotly';

/** Cells by their share, and numbers that can be read on every one of them. */
const colors: Record<'light' | 'dark', { ground: [number, string][]; ink: string }> = {
  light: {
    ground: [
      [0, '#f5f7fb'],
      [0.02, '#dbe5f5'],
      [1, '#6a8fd4'],
    ],
    ink: '#14171d',
  },
  dark: {
    ground: [
      [0, '#1f242e'],
      [0.02, '#26344f'],
      [1, '#3763b4'],
    ],
    ink: '#ffffff',
  },
};

/** Confusion matrix: true class down, predicted across, the count in each cell, coloured by share of the true class. */
export function matrixFigure(
  confusion: ConfusionMatrix,
  names: readonly string[],
  theme: PlotTheme,
): Figure {
  const { counts, size } = confusion;
  const labels = Array.from({ length: size }, (_, i) => names[i] ?? String(i));
  const rows = labels.map((_, r) => Array.from(counts.subarray(r * size, (r + 1) * size)));
  const shares = rows.map((row) => {
    const total = row.reduce((sum, count) => sum + count, 0) || 1;
    return row.map((count) => count / total);
  });
  const { ground, ink } = theme === plotThemes.dark ? colors.dark : colors.light;
  // Category axes would read "0" … "9" as numbers.
  const ticks = {
    tickmode: 'array' as const,
    tickvals: labels.map((_, i) => i),
    ticktext: labels,
    showgrid: false,
    zeroline: false,
    ticks: '' as const,
  };
  return {
    data: [
      {
        type: 'heatmap',
        z: shares,
        text: rows.map((row) => row.map((count) => (count === 0 ? '' : formatCount(count)))),
        texttemplate: '%{text}',
        hovertemplate: 'true %{y}, predicted %{x}: %{text} (%{z:.1%})<extra></extra>',
        colorscale: ground,
        zmin: 0,
        zmax: 1,
        showscale: false,
        xgap: 2,
        ygap: 2,
        textfont: { size: size > 15 ? 9 : 12, color: ink },
      },
    ],
    layout: {
      ...baseLayout(theme),
      margin: { l: 74, r: 8, t: 8, b: 56 },
      dragmode: false,
      xaxis: { ...ticks, title: { text: 'Predicted' }, fixedrange: true },
      yaxis: { ...ticks, title: { text: 'True' }, autorange: 'reversed', fixedrange: true },
    },
  };
}
