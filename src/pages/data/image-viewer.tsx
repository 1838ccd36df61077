import { Group, NumberInput, Stack, Text } from '@mantine/core';
import type { ImageTable } from '../../data/dataset';
import { usePageState } from '../../state/page-state';
import { formatCount } from '../../ui/format';
import { ImageCanvas } from '../../ui/images/image-canvas';
import { rowSource } from '../../ui/images/image-painter';
import { Section } from '../../ui/section';

const FIRST: readonly (number | string)[] = [9, 25];

export const labelOf = (table: ImageTable, row: number): string | undefined =>
  table.labels ? (table.classes[table.labels[row]] ?? 'none') : undefined;

/** Two rows side by side, chosen by index. */
export function ImageViewer({ table }: { table: ImageTable }) {
  const [rows, setRows] = usePageState('data.viewer', FIRST);
  return (
    <Section
      title="Look at two rows"
      hint={`Rows are counted from 0 to ${formatCount(table.rows - 1)}.`}
    >
      <Group grow align="flex-start" gap="xl" maw={560}>
        {rows.map((row, side) => (
          <OneImage
            key={side}
            table={table}
            row={row}
            name={side === 0 ? 'First row' : 'Second row'}
            onChange={(next) =>
              setRows((before) => before.map((old, i) => (i === side ? next : old)))
            }
          />
        ))}
      </Group>
    </Section>
  );
}

interface OneImageProps {
  table: ImageTable;
  row: number | string;
  name: string;
  onChange: (row: number | string) => void;
}

function OneImage({ table, row, name, onChange }: OneImageProps) {
  const valid = typeof row === 'number' && Number.isInteger(row) && row >= 0 && row < table.rows;
  const label = valid ? labelOf(table, row) : undefined;
  return (
    <Stack gap="sm">
      <NumberInput
        label={name}
        value={row}
        onChange={onChange}
        allowDecimal={false}
        min={0}
        max={table.rows - 1}
        clampBehavior="none"
        error={valid ? undefined : `Use a row from 0 to ${formatCount(table.rows - 1)}.`}
      />
      {valid && (
        <>
          <ImageCanvas
            source={rowSource(table, row)}
            size={200}
            label={`Image of row ${row}${label ? `, label ${label}` : ''}`}
          />
          {label !== undefined && (
            <Text size="sm">
              Label <b>{label}</b>
            </Text>
          )}
        </>
      )}
    </Stack>
  );
}
