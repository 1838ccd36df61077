import { Button, Group, Paper, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconArrowBackUp,
  IconChevronDown,
  IconChevronUp,
  IconTable,
  IconX,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ImageTable } from '../../data/dataset';
import { useLab } from '../../state/lab';
import { usePageState } from '../../state/page-state';
import {
  clearSelection,
  undoSelection,
  useCanUndoSelection,
  type Selection,
} from '../../state/selection';
import { ClassMix } from '../class-mix';
import { downloadCsv } from '../download';
import { formatCount } from '../format';
import { LabelMenu } from '../labels/label-menu';
import { SelectedImages } from './selected-images';
import { selectionCsv } from './selection-csv';

const ICON = 15;
const NOTICE = 'selection-cleared';
/** Long enough to notice the mistake and reach the button. */
const UNDO_MS = 8000;
/** Classes told by name beside the bar of all. */
const NAMED = 3;

interface Props {
  selection: Selection;
  table: ImageTable;
}

/** What is selected, where it comes from, its classes, and what can be done with it; at the foot of every page. */
export function SelectionBar({ selection, table }: Props) {
  const [open, setOpen] = usePageState('selection.open', false);
  const count = selection.rows.length;
  const Chevron = open ? IconChevronDown : IconChevronUp;
  return (
    <Paper
      component="section"
      className="fl-selection"
      px="lg"
      py="sm"
      aria-label="Selected images"
      data-open={open}
      data-testid="selection"
      data-count={count}
    >
      <Group gap="lg" wrap="wrap">
        <div style={{ minWidth: 0, maxWidth: 420 }}>
          <Text fw={600} size="sm" className="fl-numbers">
            {formatCount(count)} {selection.source.table === 'test' ? 'test ' : ''}
            {count === 1 ? 'image' : 'images'} selected
          </Text>
          <Text size="xs" c="dimmed" truncate title={selection.origin}>
            {selection.origin}
          </Text>
        </div>
        {table.labels && <Mix rows={selection.rows} labels={table.labels} names={table.classes} />}
        <Group gap={6}>
          <Button
            size="xs"
            variant="light"
            leftSection={<Chevron size={ICON} />}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            data-testid="selection-images"
          >
            {open ? 'Hide images' : 'Show images'}
          </Button>
          {selection.source.table === 'train' && <LabelMenu selection={selection} table={table} />}
          <Actions selection={selection} table={table} />
        </Group>
      </Group>
      {open && (
        <div className="fl-selection-images">
          <SelectedImages selection={selection} table={table} />
        </div>
      )}
    </Paper>
  );
}

function Actions({ selection, table }: Props) {
  const lab = useLab();
  const canUndo = useCanUndoSelection();
  const save = () => {
    const { header, rows } = selectionCsv(selection, lab.results.getState().results, table);
    downloadCsv('selected-rows.csv', header, rows);
  };
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTable size={ICON} />}
        title="Download these rows as CSV"
        onClick={save}
        data-testid="selection-csv"
      >
        CSV
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconArrowBackUp size={ICON} />}
        title="Back to what was selected before"
        disabled={!canUndo}
        onClick={undoSelection}
        data-testid="selection-undo"
      >
        Undo
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconX size={ICON} />}
        onClick={() => clear(selection.rows.length)}
        data-testid="selection-clear"
      >
        Clear
      </Button>
    </>
  );
}

/** Clears, and leaves a way back: the bar with its Undo goes too. */
function clear(count: number): void {
  clearSelection();
  document.getElementById('main')?.focus({ preventScroll: true });
  const undo = () => {
    notifications.hide(NOTICE);
    undoSelection();
  };
  notifications.show({
    id: NOTICE,
    color: 'gray',
    autoClose: UNDO_MS,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">
          {formatCount(count)} {count === 1 ? 'image is' : 'images are'} no longer selected.
        </Text>
        <Button size="compact-sm" variant="light" onClick={undo} data-testid="undo-clear">
          Undo
        </Button>
      </Group>
    ),
  });
}

interface MixProps {
  rows: Uint32Array;
  labels: Int32Array;
  names: readonly string[];
}

/** True classes of the selected rows: a bar, and the largest by name. */
function Mix({ rows, labels, names }: MixProps) {
  const { counts, largest, others } = useMemo(() => {
    const counts = new Array<number>(names.length).fill(0);
    for (const row of rows) if (labels[row] >= 0) counts[labels[row]]++;
    const present = [...counts.keys()]
      .filter((code) => counts[code] > 0)
      .sort((a, b) => counts[b] - counts[a]);
    return { counts, largest: present.slice(0, NAMED), others: present.length - NAMED };
  }, [rows, labels, names]);
  if (largest.length === 0) return null;
  const told = largest.map((code) => `${names[code]}: ${formatCount(counts[code])}`).join(' · ');
  return (
    <div data-testid="selection-mix">
      <ClassMix counts={counts} names={names} width={200} />
      <Text size="xs" c="dimmed" className="fl-numbers" mt={2}>
        {told}
        {others > 0 && ` · ${others} more`}
      </Text>
    </div>
  );
}
