import { Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Job } from '../../engine/jobs';
import { useDataset } from '../../state/lab';
import { labelColoring } from './coloring';
import { formatNumber } from '../format';
import { LossView } from '../plots/loss-view';
import { LiveMap } from './live-map';
import { Section } from '../section';

/** An embedding while it is made, or how the network that makes it learns. */
export function LiveEmbedding({ job, height = 460 }: { job: Job; height?: number }) {
  const { partial } = job.progress;
  const dataset = useDataset();
  const table = dataset?.[job.table];
  const coloring = useMemo(() => labelColoring(job.rows, table), [job.rows, table]);
  if (partial?.kind === 'losses') {
    return (
      <Section title={`${job.title}, learning`}>
        <LossView title="Loss so far" losses={partial.losses} />
      </Section>
    );
  }
  if (partial?.kind !== 'coordinates') return null;
  const { klDivergence } = partial;
  return (
    <Section
      title={`${job.title}, in the making`}
      actions={
        klDivergence !== undefined && (
          <Text size="sm" c="dimmed" className="fl-numbers">
            KL {formatNumber(klDivergence)}
          </Text>
        )
      }
    >
      <LiveMap job={job} coloring={coloring} height={height} />
    </Section>
  );
}
