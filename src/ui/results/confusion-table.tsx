import { Table, UnstyledButton } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import type { ConfusionMatrix } from '../../core/evaluation';
import { formatCount } from '../format';

export type PickCell = (truth: number, predicted: number) => void;

interface Props {
  title: string;
  confusion: ConfusionMatrix;
  labels: readonly string[];
  onPick?: PickCell;
}

const STEPS: Record<string, readonly [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** A confusion matrix to read and to choose from without a pointer: one tab stop, arrows go from cell to cell. */
export function ConfusionTable({ title, confusion, labels, onPick }: Props) {
  const { counts, size } = confusion;
  const [at, setAt] = useState<readonly [number, number]>([0, 0]);
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const clamp = (value: number) => Math.min(size - 1, Math.max(0, value));
    const next = [clamp(at[0] + step[0]), clamp(at[1] + step[1])] as const;
    setAt(next);
    event.currentTarget
      .closest('table')
      ?.querySelector<HTMLElement>(`[data-cell="${next[0]},${next[1]}"]`)
      ?.focus();
  };
  return (
    <Table.ScrollContainer minWidth={0} type="native" tabIndex={0}>
      <Table
        className="fl-numbers"
        fz="xs"
        w="auto"
        mt="xs"
        horizontalSpacing={4}
        aria-label={`${title}: true classes down, predicted across`}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">true</Table.Th>
            {labels.map((label) => (
              <Table.Th key={label} scope="col" ta="right">
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {labels.map((label, r) => (
            <Table.Tr key={label}>
              <Table.Th scope="row">{label}</Table.Th>
              {labels.map((other, c) => {
                const count = formatCount(counts[r * size + c]);
                return (
                  <Table.Td key={other} ta="right" p={2}>
                    {onPick ? (
                      <UnstyledButton
                        fz="xs"
                        px={4}
                        py={3}
                        ta="right"
                        w="100%"
                        data-cell={`${r},${c}`}
                        tabIndex={at[0] === r && at[1] === c ? 0 : -1}
                        aria-label={`true ${label}, predicted ${other}: ${count}`}
                        onFocus={() => setAt([r, c])}
                        onKeyDown={move}
                        onClick={() => onPick(r, c)}
                      >
                        {count}
                      </UnstyledButton>
                    ) : (
                      count
                    )}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
