import { useMemo } from 'react';
import type { PlotMouseEvent } from 'plotly.js';
import { FigureView } from './figure-view';
import { barFigure, type Bar } from './figures/bars';
import { formatCount } from '../format';
import { SelectMenu } from '../selection/select-menu';
import { usePlotTheme } from './use-plot-theme';

interface Props {
  title: string;
  bars: readonly Bar[];
  xTitle: string;
  height?: number;
  /** Selects the rows that a bar counts. */
  onPick?: (bar: number) => void;
}

export function BarView({ title, bars, xTitle, height = 320, onPick }: Props) {
  const theme = usePlotTheme();
  const figure = useMemo(() => barFigure(bars, xTitle, theme), [bars, xTitle, theme]);
  const counts = bars.map((bar) => `${bar.name}: ${formatCount(bar.count)}`).join(', ');
  const onClick = ({ points: [bar] }: PlotMouseEvent) => onPick?.(bar.pointNumber);
  return (
    <div className={onPick && 'fl-choosable'}>
      {onPick && (
        <SelectMenu
          title={xTitle}
          choices={() => bars.map((bar, i) => ({ ...bar, onSelect: () => onPick(i) }))}
        />
      )}
      <FigureView
        title={title}
        description={`${title}. ${counts}.`}
        figure={figure}
        height={height}
        onClick={onPick && onClick}
        note={onPick && 'Click a bar to select its images.'}
      />
    </div>
  );
}
