import { useMemo, useState } from 'react';
import type { PlotMouseEvent } from 'plotly.js';
import type { ConfusionMatrix } from '../../core/evaluation';
import { ConfusionTable, type PickCell } from '../results/confusion-table';
import { FigureView } from './figure-view';
import { matrixFigure } from './figures/matrix';
import { usePlotTheme } from './use-plot-theme';

interface Props {
  title: string;
  confusion: ConfusionMatrix;
  names: readonly string[];
  height?: number;
  /** Selects the rows that a cell counts. */
  onPick?: PickCell;
}

/** Confusion matrix as a heatmap with its numbers, and as a table. A cell chosen in either selects its rows. */
export function MatrixView({ title, confusion, names, height = 440, onPick }: Props) {
  const theme = usePlotTheme();
  const [open, setOpen] = useState(false);
  const figure = useMemo(() => matrixFigure(confusion, names, theme), [confusion, names, theme]);
  const labels = Array.from({ length: confusion.size }, (_, i) => names[i] ?? String(i));
  const onClick = ({ points: [cell] }: PlotMouseEvent) => onPick?.(Number(cell.y), Number(cell.x));
  const choose = onPick ? ' Click a cell to select its images.' : '';
  return (
    <div className={onPick && 'fl-choosable'}>
      <FigureView
        title={title}
        description={`${title}: true classes down, predicted classes across. The table below it has the numbers.`}
        figure={figure}
        height={height}
        onClick={onPick && onClick}
        note={`True class down, predicted class across; the colour is the share of the true class.${choose}`}
      />
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary style={{ cursor: 'pointer', fontSize: 13 }}>
          {onPick ? 'As a table, to choose from' : 'As a table'}
        </summary>
        {open && (
          <ConfusionTable title={title} confusion={confusion} labels={labels} onPick={onPick} />
        )}
      </details>
    </div>
  );
}
