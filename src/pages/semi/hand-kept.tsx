import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconTable, IconTrash } from '@tabler/icons-react';
import type { ImageTable } from '../../data/dataset';
import { useHandLabels, useLab } from '../../state/lab';
import { downloadCsv } from '../../ui/download';
import { handCsv } from '../../ui/labels/hand-csv';
import { SelectButton } from '../../ui/selection/select-button';

const ICON = 15;

/** What can be done with all labels by hand. */
export function HandKept({ table }: { table: ImageTable }) {
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
        Save labels
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
