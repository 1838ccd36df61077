import { Stack } from '@mantine/core';
import type { ImageTable } from '../../data/dataset';
import { FigureTiles } from '../../ui/figure-tiles';
import { formatBytes, formatCount, formatSeconds } from '../../ui/format';
import { FileHead } from '../../ui/head-table';
import { Section } from '../../ui/section';

/** What `DataFrame.info()` and `head()` would say. */
export function TableInfo({ title, table }: { title: string; table: ImageTable }) {
  const { columns, shape } = table;
  const label =
    table.labelColumn >= 0 ? `labels in ${columns[table.labelColumn]}` : 'no label column';
  return (
    <Section
      title={title}
      hint={`${table.fileName} · ${columns[0]} … ${columns.at(-1)} · ${label} · read in ${formatSeconds(table.parseSeconds)}`}
    >
      <Stack gap="md">
        <FigureTiles
          tiles={[
            { label: 'Rows', value: formatCount(table.rows) },
            { label: 'Columns', value: formatCount(columns.length) },
            {
              label: 'Image',
              value: `${shape.height} × ${shape.width}${shape.channels > 1 ? ` × ${shape.channels}` : ''}`,
            },
            { label: 'Type', value: table.dtype },
            {
              label: 'Memory as a DataFrame',
              value: formatBytes(table.memoryBytes),
              help: 'What pandas’ info() would report. Here the pixels are kept in far fewer bytes.',
            },
          ]}
        />
        <FileHead table={table} />
      </Stack>
    </Section>
  );
}
