import { useMemo } from 'react';
import { FigureView } from './figure-view';
import { barFigure, type Bar } from './figures/bars';
import { formatCount } from './format';
import { usePlotTheme } from './use-plot-theme';

interface Props {
  title: string;
  bars: readonly Bar[];
  xTitle: string;
  height?: number;
}

export function BarView({ title, bars, xTitle, height = 320 }: Props) {
  const theme = usePlotTheme();
  const figure = useMemo(() => barFigure(bars, xTitle, theme), [bars, xTitle, theme]);
  const counts = bars.map((bar) => `${bar.name}: ${formatCount(bar.count)}`).join(', ');
  return (
    <FigureView
      title={title}
      description={`${title}. ${counts}.`}
      figure={figure}
      vectorFigure={figure}
      height={height}
    />
  );
}
