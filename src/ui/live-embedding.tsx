import { Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Job } from '../engine/jobs';
import { useDataset } from '../state/lab';
import { labelColoring } from './coloring';
import { formatCount, formatNumber } from './format';
import { LiveScatter } from './live-scatter';
import { LossView } from './loss-view';
import { Section } from './section';

/** An embedding while it is made, or how the network that makes it learns. */
export function LiveEmbedding({ job, height = 460 }: { job: Job; height?: number }) {
  const partial = job.progress.partial;
  const dataset = useDataset();
  const table = dataset?.[job.table];
  const coordinates = partial?.kind === 'coordinates' ? partial.coordinates : undefined;
  const dims = partial?.kind === 'coordinates' ? partial.dims : 2;
  const points = useMemo(() => coordinates && { coordinates, dims }, [coordinates, dims]);
  const coloring = useMemo(() => labelColoring(job.rows, table), [job.rows, table]);
  if (partial?.kind === 'losses') {
    return (
      <Section title={`${job.title}, learning`}>
        <LossView title="Loss so far" losses={partial.losses} />
      </Section>
    );
  }
  if (!points || partial?.kind !== 'coordinates') return null;
  return (
    <Section
      title={`${job.title}, in the making`}
      actions={
        <Group gap="md">
          <Text size="sm" c="dimmed" className="fl-numbers">
            iteration {formatCount(partial.iteration)}
            {partial.klDivergence === undefined
              ? ''
              : ` · KL ${formatNumber(partial.klDivergence)}`}
          </Text>
        </Group>
      }
    >
      <LiveScatter title={job.title} points={points} coloring={coloring} height={height} />
    </Section>
  );
}
