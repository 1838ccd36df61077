import { useMemo } from 'react';
import { VisuallyHidden } from '@mantine/core';
import type { ConfusionMatrix } from '../core/evaluation';
import { FigureView } from './figure-view';
import { matrixFigure } from './figures/matrix';
import { formatCount } from './format';
import { usePlotTheme } from './use-plot-theme';

interface Props {
  title: string;
  confusion: ConfusionMatrix;
  names: readonly string[];
  height?: number;
}

/** Confusion matrix as a heatmap with its numbers, and as a table for screen readers. */
export function MatrixView({ title, confusion, names, height = 440 }: Props) {
  const theme = usePlotTheme();
  const figure = useMemo(() => matrixFigure(confusion, names, theme), [confusion, names, theme]);
  const labels = Array.from({ length: confusion.size }, (_, i) => names[i] ?? String(i));
  return (
    <div>
      <FigureView
        title={title}
        description={`${title}: true classes down, predicted classes across.`}
        figure={figure}
        vectorFigure={figure}
        height={height}
        note="True class down, predicted class across; the colour is the share of the true class."
      />
      <VisuallyHidden>
        <table>
          <caption>{title}: rows true, columns predicted</caption>
          <thead>
            <tr>
              <th scope="col">True</th>
              {labels.map((label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, r) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {labels.map((other, c) => (
                  <td key={other}>{formatCount(confusion.counts[r * confusion.size + c])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </div>
  );
}
