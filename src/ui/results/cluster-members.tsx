import { Group, Select, Stack, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ClusteringModel } from '../../core/models';
import type { RunResult } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import type { RowSource } from '../../state/selection';
import { ImageGrid, type GridImage } from '../images/image-grid';
import { rowSource } from '../images/image-painter';

interface Props {
  result: RunResult;
  model: ClusteringModel;
  table: ImageTable;
}

const SHOWN = 8;

/** The images nearest to a cluster's middle, and the ones farthest out. */
export function ClusterMembers({ result, model, table }: Props) {
  const [cluster, setCluster] = useState(0);
  const { typical, outliers } = useMemo(() => membersOf(model, cluster), [model, cluster]);
  const images = (members: readonly number[]) =>
    members.map((i) => {
      const row = result.rows[i];
      const label = table.labels ? (table.classes[table.labels[row]] ?? 'none') : undefined;
      return {
        key: i,
        row,
        source: rowSource(table, row),
        label: `Row ${row}${label ? `, label ${label}` : ''}`,
        caption: label ?? `row ${row}`,
      };
    });
  return (
    <Stack gap="md">
      <Group>
        <Select
          size="sm"
          w={200}
          label="Look into"
          data={Array.from({ length: model.nClusters }, (_, i) => ({
            value: String(i),
            label: `Cluster ${i}`,
          }))}
          value={String(cluster)}
          allowDeselect={false}
          onChange={(next) => setCluster(Number(next))}
        />
      </Group>
      <Members
        title="Typical"
        hint="nearest to the middle"
        images={images(typical)}
        from={result}
      />
      <Members title="Outliers" hint="farthest from it" images={images(outliers)} from={result} />
    </Stack>
  );
}

function Members({
  title,
  hint,
  images,
  from,
}: {
  title: string;
  hint: string;
  images: readonly GridImage[];
  from: RowSource;
}) {
  return (
    <div>
      <Title order={4} fz="sm" mb={8}>
        {title}{' '}
        <Text span c="dimmed" size="sm" fw={400}>
          {hint}
        </Text>
      </Title>
      {images.length > 0 ? (
        <ImageGrid images={images} size={64} label={title} from={from} />
      ) : (
        <Text size="sm" c="dimmed">
          No rows.
        </Text>
      )}
    </div>
  );
}

function membersOf(model: ClusteringModel, cluster: number) {
  const members: number[] = [];
  model.labels.forEach((label, i) => {
    if (label === cluster) members.push(i);
  });
  members.sort((a, b) => model.scores[a] - model.scores[b]);
  return { typical: members.slice(0, SHOWN), outliers: members.slice(-SHOWN).reverse() };
}
