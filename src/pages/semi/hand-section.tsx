import { Button, Group, Select, Stack, Text } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconRefresh,
  IconTable,
  IconTrash,
} from '@tabler/icons-react';
import type { ImageTable } from '../../data/dataset';
import { useHandLabels, useLab } from '../../state/lab';
import { usePageState } from '../../state/page-state';
import { downloadCsv } from '../../ui/download';
import { formatCount } from '../../ui/format';
import { ClassChoice } from '../../ui/labels/class-choice';
import { handCsv } from '../../ui/labels/hand-csv';
import { LabelGrid } from '../../ui/labels/label-grid';
import { Section } from '../../ui/section';
import { SelectButton } from '../../ui/selection/select-button';
import { hasLabelled } from './use-hand-problem';
import { useNextToLabel } from './use-next-to-label';

const ICON = 15;

/** Labels that a person gives: image by image here, many at once from a selection. */
export function HandSection({ table }: { table: ImageTable }) {
  const { handLabels } = useLab();
  const { codes } = useHandLabels();
  const [open, setOpen] = usePageState('semi.hand.open', !hasLabelled(table));
  const [active, setActive] = usePageState<number | undefined>('semi.hand.class', undefined);
  const counts = table.classes.map(() => 0);
  for (const code of codes.values()) counts[code]++;
  const used = counts.filter((count) => count > 0).length;
  return (
    <Section
      title="Label by hand"
      hint={
        codes.size === 0
          ? 'A handful of each class is enough. Or select images on any map, and give them a label at the foot of the page.'
          : `${formatCount(codes.size)} of ${formatCount(table.rows)} images in ${used} ${used === 1 ? 'class' : 'classes'}. The file stays as it is.`
      }
      actions={
        <Group gap={6}>
          {codes.size > 0 && <Kept table={table} />}
          <Button
            size="xs"
            variant="light"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            data-testid="hand-open"
          >
            {open ? 'Hide' : 'Label images'}
          </Button>
        </Group>
      }
    >
      {open && (
        <>
          <ClassChoice
            classes={table.classes}
            counts={counts}
            value={active !== undefined && active < table.classes.length ? active : undefined}
            onChange={setActive}
          />
          <NextToLabel
            table={table}
            active={active}
            onLabel={(row, code) => handLabels.label([row], code)}
          />
        </>
      )}
    </Section>
  );
}

/** What can be done with all labels by hand. */
function Kept({ table }: { table: ImageTable }) {
  const { handLabels } = useLab();
  const { codes, earlier, later } = useHandLabels();
  const source = { table: 'train', fingerprint: table.fingerprint } as const;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconArrowBackUp size={ICON} />}
        disabled={earlier.length === 0}
        onClick={() => handLabels.undo()}
        data-testid="hand-undo"
      >
        Undo
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconArrowForwardUp size={ICON} />}
        disabled={later.length === 0}
        onClick={() => handLabels.redo()}
        data-testid="hand-redo"
      >
        Redo
      </Button>
      <SelectButton
        source={source}
        rows={() => codes.keys()}
        origin="labelled by hand"
        label="Select all images labelled by hand"
        size="xs"
      >
        Select them
      </SelectButton>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTable size={ICON} />}
        onClick={() => {
          const { header, rows } = handCsv(codes, table);
          downloadCsv('labels-by-hand.csv', header, rows);
        }}
        data-testid="hand-csv"
      >
        CSV
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTrash size={ICON} />}
        title="Undo brings them back"
        onClick={() => handLabels.clear()}
        data-testid="hand-clear"
      >
        Forget all
      </Button>
    </>
  );
}

interface NextProps {
  table: ImageTable;
  active: number | undefined;
  onLabel: (row: number, code: number | undefined) => void;
}

function NextToLabel({ table, active, onLabel }: NextProps) {
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
          leftSection={<IconRefresh size={ICON} />}
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
