import { ActionIcon, Group, Select, Stack, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ImageTable } from '../../data/dataset';
import { useResults } from '../../state/lab';
import type { Selection } from '../../state/selection';
import { formatCount } from '../format';
import { ImageGrid, type GridImage } from '../images/image-grid';
import { rowSource } from '../images/image-painter';
import { findingsOn, type Finding } from './findings';

const PER_PAGE = 30;

interface Props {
  selection: Selection;
  table: ImageTable;
}

/** The selected images, a page at a time, each with its label and what a result says of it. */
export function SelectedImages({ selection, table }: Props) {
  const results = useResults();
  const findings = useMemo(
    () => findingsOn(selection, results, table),
    [selection, results, table],
  );
  const [chosen, setChosen] = useState<string>();
  const finding = findings.find(({ id }) => id === chosen) ?? findings.at(0);
  const [turned, setTurned] = useState({ selection, page: 0 });
  // Another selection begins at its first page.
  const page = turned.selection === selection ? turned.page : 0;
  const total = selection.rows.length;
  const rows = selection.rows.subarray(page * PER_PAGE, (page + 1) * PER_PAGE);
  const turn = (by: number) => setTurned({ selection, page: page + by });
  return (
    <Stack gap="sm">
      <Group gap="sm">
        {findings.length > 0 && (
          <Select
            size="xs"
            w={340}
            maw="100%"
            aria-label="Under each image"
            leftSection={<Text size="xs">Found by</Text>}
            leftSectionWidth={66}
            data={findings.map(({ id, name }) => ({ value: id, label: name }))}
            value={finding?.id ?? null}
            allowDeselect={false}
            onChange={(next) => setChosen(next ?? undefined)}
          />
        )}
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="default"
            aria-label="Earlier images"
            disabled={page === 0}
            onClick={() => turn(-1)}
          >
            <IconChevronLeft size={16} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label="Further images"
            disabled={(page + 1) * PER_PAGE >= total}
            onClick={() => turn(1)}
          >
            <IconChevronRight size={16} />
          </ActionIcon>
          <Text size="xs" c="dimmed" ml={4} className="fl-numbers">
            {formatCount(page * PER_PAGE + 1)}–{formatCount(page * PER_PAGE + rows.length)} of{' '}
            {formatCount(total)}
          </Text>
        </Group>
      </Group>
      <ImageGrid
        images={Array.from(rows, (row) => imageOf(row, table, finding))}
        size={64}
        label="Selected images"
        from={selection.source}
      />
    </Stack>
  );
}

function imageOf(row: number, table: ImageTable, finding: Finding | undefined): GridImage {
  const label = table.labels && (table.classes[table.labels[row]] ?? 'none');
  const said = finding?.say(row);
  return {
    key: row,
    row,
    source: rowSource(table, row),
    wrong: finding?.isWrong(row),
    label: [
      `Row ${row}`,
      ...(label === undefined ? [] : [`label ${label}`]),
      ...(said === undefined ? [] : [`${finding?.kind === 'cluster' ? '' : 'found '}${said}`]),
    ].join(', '),
    caption: (
      <>
        <div style={{ fontWeight: 600 }}>{label ?? `row ${row}`}</div>
        {said !== undefined && <div>{finding?.kind === 'cluster' ? said : `→ ${said}`}</div>}
      </>
    ),
  };
}
