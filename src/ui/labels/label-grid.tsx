import { Group, Text, UnstyledButton } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { ImageTable } from '../../data/dataset';
import { ImageCanvas } from '../images/image-canvas';
import { rowSource } from '../images/image-painter';
import { colorOf } from '../palette';
import { classOfKey } from './class-keys';

interface Props {
  table: ImageTable;
  rows: readonly number[];
  codes: ReadonlyMap<number, number>;
  /** What the last labelling took a row for, −1 for nothing; undefined where there is none. */
  found?: (row: number) => number;
  onLabel: (row: number, code: number | undefined) => void;
  /** The class that a click gives. */
  active: number | undefined;
}

const SIZE = 76;

/** Images to label: a click gives the chosen class, or takes it back; a key gives its class and goes on to the next image. */
export function LabelGrid({ table, rows, codes, found, onLabel, active }: Props) {
  const { classes } = table;
  const onKey = (event: KeyboardEvent<HTMLElement>, row: number, place: number): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const code = classOfKey(classes, event.key);
    const removes = event.key === 'Backspace' || event.key === 'Delete';
    if (move === undefined && code < 0 && !removes) return;
    // Digits elsewhere lead to other pages.
    event.stopPropagation();
    event.preventDefault();
    if (code >= 0) onLabel(row, code);
    if (removes) onLabel(row, undefined);
    const list = event.currentTarget.closest('ul');
    const next = place + (move ?? (code >= 0 ? 1 : 0));
    list?.querySelectorAll<HTMLElement>('button').item(next)?.focus();
  };
  return (
    <Group
      gap="md"
      align="flex-start"
      component="ul"
      aria-label="Images to label"
      p={0}
      m={0}
      style={{ listStyle: 'none' }}
    >
      {rows.map((row, place) => {
        const own = codes.get(row);
        const guess = found?.(row) ?? -1;
        const said = own === undefined ? guessText(classes[guess]) : classes[own];
        return (
          <li key={row} style={{ width: SIZE }}>
            <UnstyledButton
              display="block"
              className="fl-to-label"
              style={{ outlineColor: own === undefined ? 'transparent' : colorOf(own) }}
              aria-label={`Row ${row}: ${said}`}
              aria-pressed={own !== undefined}
              onClick={() => onLabel(row, own === active ? undefined : active)}
              onKeyDown={(event) => onKey(event, row, place)}
              data-testid="to-label"
            >
              <ImageCanvas source={rowSource(table, row)} size={SIZE} label={`Row ${row}`} />
            </UnstyledButton>
            <Text
              size="xs"
              mt={6}
              ta="center"
              fw={own === undefined ? undefined : 700}
              c={own === undefined ? 'dimmed' : undefined}
              truncate
              aria-hidden
            >
              {said}
            </Text>
          </li>
        );
      })}
    </Group>
  );
}

const guessText = (name: string | undefined): string =>
  name === undefined ? 'no label' : `${name}?`;
