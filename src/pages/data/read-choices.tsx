import { Alert, Button, Group, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import type { ImageTable } from '../../data/dataset';
import { useLab } from '../../state/lab';
import { Section } from '../../ui/section';

const NO_LABELS = 'no label column';

/** Which column holds the labels and what shape an image has, where the file does not make it clear. */
export function ReadChoices({ table }: { table: ImageTable }) {
  const lab = useLab();
  const current = table.labelColumn >= 0 ? table.columns[table.labelColumn] : NO_LABELS;
  const [label, setLabel] = useState(current);
  const [shape, setShape] = useState(table.shape);
  const pixels = table.columns.length - (label === NO_LABELS ? 0 : 1);
  const fits = shape.height * shape.width * shape.channels === pixels;
  const changed =
    label !== current ||
    shape.height !== table.shape.height ||
    shape.width !== table.shape.width ||
    shape.channels !== table.shape.channels;
  const setSide = (side: keyof typeof shape) => (value: number | string) =>
    setShape({ ...shape, [side]: Number(value) });
  // A choice of thousands of pixel names helps nobody: the ends of the file and anything not named like a pixel.
  const names = table.columns.filter(
    (name, i) =>
      i < 3 || i >= table.columns.length - 3 || i === table.labelColumn || !/\d/.test(name),
  );
  const reread = () => void lab.reread({ labelColumn: label === NO_LABELS ? null : label, shape });
  return (
    <Section title="How it was read" hint="Change this only if the images or labels look wrong.">
      {table.shapeUncertain && (
        <Alert color="yellow" variant="light">
          {table.cols} pixel columns are not a square image: the shape below is a guess.
        </Alert>
      )}
      <Group align="flex-start" gap="md">
        <Select
          label="Label column"
          data={[NO_LABELS, ...new Set(names)]}
          value={label}
          allowDeselect={false}
          onChange={(next) => next && setLabel(next)}
          w={200}
        />
        <NumberInput
          label="Height"
          value={shape.height}
          min={1}
          onChange={setSide('height')}
          w={110}
        />
        <NumberInput
          label="Width"
          value={shape.width}
          min={1}
          onChange={setSide('width')}
          w={110}
        />
        <NumberInput
          label="Channels"
          value={shape.channels}
          min={1}
          max={4}
          onChange={setSide('channels')}
          w={110}
          error={
            fits ? undefined : `gives ${shape.height * shape.width * shape.channels}, not ${pixels}`
          }
        />
        <Button mt={25} variant="light" disabled={!changed || !fits} onClick={reread}>
          Read again
        </Button>
      </Group>
    </Section>
  );
}
