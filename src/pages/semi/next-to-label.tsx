import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ImageTable } from '../../data/dataset';
import { useHandLabels, useLab } from '../../state/lab';
import { formatCount } from '../../ui/format';
import { LabelGrid } from '../../ui/labels/label-grid';
import { useNextToLabel } from './use-next-to-label';

interface Props {
  table: ImageTable;
  active: number | undefined;
  onLabel: (row: number, code: number | undefined) => void;
}

/** Images that wait for a label, and which come next. */
export function NextToLabel({ table, active, onLabel }: Props) {
  const { handLabels } = useLab();
  const { codes } = useHandLabels();
  const { way, ways, setWay, rows, found, drawMore } = useNextToLabel(table);
  const open = found ? rows.filter((row) => !codes.has(row) && found(row) >= 0) : [];
  const acceptRest = (): void => handLabels.labelEach(open.map((row) => [row, found?.(row)]));
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-end">
        <Select
          size="xs"
          w={300}
          label="Images to label next"
          data={ways}
          value={way}
          allowDeselect={false}
          onChange={(next) => next && setWay(next)}
          data-testid="hand-way"
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={15} />}
          onClick={drawMore}
          data-testid="hand-more"
        >
          Other images
        </Button>
        {open.length > 0 && (
          <Button size="xs" variant="default" onClick={acceptRest} data-testid="hand-accept">
            {`The other ${formatCount(open.length)} are what was found`}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed" maw={760}>
        Choose a class, then click its images; another click takes the label back. Or go through
        them by keys: the key of a class gives it and goes on, arrows move, Backspace takes away.
      </Text>
      <LabelGrid
        table={table}
        rows={rows}
        codes={codes}
        found={found}
        onLabel={onLabel}
        active={active}
      />
    </Stack>
  );
}
