import { Box, Button, Menu } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImageTable } from '../../data/dataset';
import { useHandLabels, useLab } from '../../state/lab';
import type { Selection } from '../../state/selection';
import { formatCount } from '../format';
import { colorOf } from '../palette';
import { ClassField } from './class-field';

interface Props {
  selection: Selection;
  table: ImageTable;
}

/** Gives the selected images a label by hand. */
export function LabelMenu({ selection, table }: Props) {
  const { handLabels } = useLab();
  const { codes, earlier } = useHandLabels();
  const [open, setOpen] = useState(false);
  const { rows } = selection;
  const has = rows.some((row) => codes.has(row));
  return (
    <Menu position="top-start" withinPortal opened={open} onChange={setOpen}>
      <Menu.Target>
        <Button
          size="xs"
          variant="light"
          leftSection={<IconTag size={15} />}
          data-testid="selection-label"
        >
          Label
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={440} style={{ overflowY: 'auto' }}>
        <Menu.Label>
          {rows.length === 1 ? 'The image is' : `All ${formatCount(rows.length)} images are`}
        </Menu.Label>
        {table.classes.map((name, code) => (
          <Menu.Item
            key={name}
            leftSection={
              <span className="fl-swatch" style={{ background: colorOf(code) }} aria-hidden />
            }
            onClick={() => handLabels.label(rows, code)}
          >
            {name}
          </Menu.Item>
        ))}
        {table.labels && (
          <Menu.Item onClick={() => handLabels.asInFile(rows)} data-testid="label-as-in-file">
            What the file says
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item disabled={!has} onClick={() => handLabels.label(rows, undefined)}>
          Take their label by hand away
        </Menu.Item>
        <Menu.Item disabled={earlier.length === 0} onClick={() => handLabels.undo()}>
          Undo the last labelling
        </Menu.Item>
        <Menu.Divider />
        <Box px="sm" py={6}>
          <ClassField
            onClass={(code) => {
              handLabels.label(rows, code);
              setOpen(false);
            }}
          />
        </Box>
      </Menu.Dropdown>
    </Menu>
  );
}
