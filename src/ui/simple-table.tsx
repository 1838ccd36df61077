import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  caption: string;
  header: readonly string[];
  rows: readonly (readonly ReactNode[])[];
  /** Columns from this one on are numbers, set to the right. */
  numbersFrom?: number;
  testId?: string;
}

/** A table of text and numbers that scrolls sideways where it must. */
export function SimpleTable({ caption, header, rows, numbersFrom = 1, testId }: Props) {
  const align = (column: number) => (column >= numbersFrom ? 'right' : 'left');
  return (
    <Table.ScrollContainer minWidth={0} type="native" tabIndex={0}>
      <Table
        className="fl-numbers"
        fz="sm"
        w="auto"
        miw="50%"
        data-testid={testId}
        aria-label={caption}
      >
        <Table.Thead>
          <Table.Tr>
            {header.map((name, column) => (
              <Table.Th key={column} ta={align(column)} scope="col">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, r) => (
            <Table.Tr key={r}>
              {row.map((cell, column) => (
                <Table.Td key={column} ta={align(column)}>
                  {cell}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
