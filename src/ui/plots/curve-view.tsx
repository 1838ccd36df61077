import { useMemo } from 'react';
import type { EpochFigures } from '../../core/task';
import { FigureView } from './figure-view';
import { curveFigure } from './figures/curves';
import { formatNumber } from '../format';
import { usePlotTheme } from './use-plot-theme';

interface Props {
  title: string;
  epochs: readonly EpochFigures[];
  measure: 'accuracy' | 'loss';
  height?: number;
}

/** Training and validation curves; redrawn as epochs end. */
export function CurveView({ title, epochs, measure, height = 300 }: Props) {
  const theme = usePlotTheme();
  const figure = useMemo(() => curveFigure(epochs, measure, theme), [epochs, measure, theme]);
  const last = epochs.at(-1);
  const end = last
    ? formatNumber(measure === 'accuracy' ? last.valAccuracy : last.valLoss)
    : 'none yet';
  return (
    <FigureView
      title={title}
      description={`${title} over ${epochs.length} epochs; the last on validation rows: ${end}.`}
      figure={figure}
      height={height}
    />
  );
}
