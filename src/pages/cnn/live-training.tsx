import { SimpleGrid, Text } from '@mantine/core';
import type { StepFigures } from '../../core/task';
import type { Job } from '../../engine/jobs';
import { CurveView } from '../../ui/plots/curve-view';
import { EpochTable } from '../../ui/results/epoch-table';
import { formatCount, formatNumber, formatPercent } from '../../ui/format';
import { Section } from '../../ui/section';

const speedOf = ({ steps, images, seconds }: StepFigures): string =>
  `, ${formatNumber((1000 * seconds) / steps, 1)} ms/step, ${formatCount(Math.round(images / seconds))} images/s`;

/** Curves and figures of a network while it learns. */
export function LiveTraining({ job }: { job: Job }) {
  const partial = job.progress.partial;
  if (partial?.kind !== 'epochs') return null;
  const { epochs, step } = partial;
  return (
    <Section
      title={`${job.title}, learning`}
      actions={
        step && (
          <Text size="sm" c="dimmed" className="fl-numbers">
            epoch {step.epoch}: loss {formatNumber(step.loss)}, accuracy{' '}
            {formatPercent(step.accuracy)}
            {step.seconds > 0 && speedOf(step)}
          </Text>
        )
      }
    >
      {epochs.length > 0 ? (
        <>
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
            <CurveView title="Accuracy so far" epochs={epochs} measure="accuracy" />
            <CurveView title="Loss so far" epochs={epochs} measure="loss" />
          </SimpleGrid>
          <EpochTable epochs={epochs} />
        </>
      ) : (
        <Text size="sm" c="dimmed">
          The first point of the curves comes when the first epoch ends.
        </Text>
      )}
    </Section>
  );
}
