import { useMemo } from 'react';
import type { RunResult } from '../../core/run';
import { FigureView } from './figure-view';
import { lossFigure } from './figures/curves';
import { formatNumber } from '../format';
import { Section } from '../section';
import { usePlotTheme } from './use-plot-theme';

interface Props {
  title: string;
  /** Mean loss of each epoch. */
  losses: readonly number[];
}

/** How the loss of a network that learns without labels falls, epoch by epoch. */
export function LossView({ title, losses }: Props) {
  const theme = usePlotTheme();
  const figure = useMemo(() => lossFigure(losses, theme), [losses, theme]);
  const last = losses.at(-1);
  return (
    <FigureView
      title={title}
      description={`${title} over ${losses.length} epochs, the last ${last === undefined ? 'none yet' : formatNumber(last)}.`}
      figure={figure}
      height={260}
    />
  );
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'number');

/** The same of a result that tells its losses. */
export function LossOfResult({ result }: { result: RunResult }) {
  const model = result.value.kind === 'model' ? result.value.model : undefined;
  if (!model || !('losses' in model) || !isNumbers(model.losses) || model.losses.length < 2)
    return null;
  return (
    <Section title="Loss">
      <LossView title={`Loss of ${result.name}`} losses={model.losses} />
    </Section>
  );
}
