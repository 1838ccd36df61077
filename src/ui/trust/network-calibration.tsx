import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { calibrationBins, calibrationError, rightness } from '../../core/metrics/calibration';
import type { NetworkModel } from '../../core/models';
import type { RunResult } from '../../core/run';
import { givenCodeOf } from '../../core/split/given-first';
import type { ImageTable } from '../../data/dataset';
import { sharesOfCodes } from '../results/confidences';
import { FigureView } from '../plots/figure-view';
import { formatPercent } from '../format';
import { usePlotTheme } from '../plots/use-plot-theme';
import { calibrationFigure } from './trust-figures';

const PLOT_HEIGHT = 270;

interface Props {
  result: RunResult;
  model: NetworkModel;
  table: ImageTable;
}

/** Whether the network is right as often as it is sure, on its validation rows. */
export function NetworkCalibration({ result, model, table }: Props) {
  const theme = usePlotTheme();
  const bins = useMemo(() => {
    const { validationRows, validationPredictions, validationProbabilities, build } = model;
    const sure = sharesOfCodes(validationPredictions, validationProbabilities, build.nClasses);
    const codeOf = givenCodeOf(result, table);
    const truth = Int32Array.from(validationRows, (row) => codeOf(result.rows[row]));
    return calibrationBins(sure, rightness(validationPredictions, truth));
  }, [result, model, table]);
  const figure = useMemo(() => calibrationFigure(bins, theme), [bins, theme]);
  const error = calibrationError(bins);
  if (error === undefined) return null;
  return (
    <section aria-label="Calibration">
      <FigureView
        title={`${result.name}: calibration`}
        description={`Accuracy by confidence, in ten bins; they differ by ${formatPercent(error)} on the average.`}
        figure={figure}
        height={PLOT_HEIGHT}
        note="On the dotted line it is right as often as it is sure."
      />
      <Text size="xs" c="dimmed">
        Calibration error {formatPercent(error)}: mean distance of confidence and accuracy over ten
        bins, weighed by their rows.
      </Text>
    </section>
  );
}
