import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ImageTable } from '../../data/dataset';
import { FigureTiles } from '../../ui/figure-tiles';
import { formatBytes, formatCount, formatSeconds } from '../../ui/format';
import { FileHead } from '../../ui/head-table';
import { Section } from '../../ui/section';

interface Props {
  title: string;
  table: ImageTable;
  /** Right of the title. */
  actions?: ReactNode;
}

/** What `DataFrame.info()` and `head()` would say. */
export function TableInfo({ title, table, actions }: Props) {
  const { columns, shape } = table;
  const label =
    table.labelColumn >= 0 ? `labels in ${columns[table.labelColumn]}` : 'no label column';
  return (
    <Section
      title={title}
      actions={actions}
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
