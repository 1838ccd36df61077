import { Text } from '@mantine/core';
import type { ImageTable } from '../../data/dataset';
import { codeName, type Coloring } from '../scatter/coloring';
import { formatCount, formatPercent } from '../format';
import { ImageCanvas } from './image-canvas';
import { rowSource } from './image-painter';

export interface HoverTarget {
  /** Row of the result. */
  row: number;
  x: number;
  y: number;
}

interface Props {
  target: HoverTarget;
  rows: Uint32Array;
  table: ImageTable | undefined;
  coloring: Coloring | undefined;
}

/** The image under the pointer, its label, and what the colour says of it. */
export function HoverCard({ target, rows, table, coloring }: Props) {
  const tableRow = rows[target.row];
  const label = table?.labels ? (table.classes[table.labels[tableRow]] ?? 'none') : undefined;
  const said = coloring && coloring.key !== 'label' ? saidBy(coloring, target.row) : undefined;
  const toLeft = target.x > globalThis.innerWidth - 240;
  return (
    <div
      className="fl-hover"
      style={{ left: toLeft ? target.x - 220 : target.x + 16, top: Math.max(8, target.y - 40) }}
    >
      {table && (
        <ImageCanvas
          source={rowSource(table, tableRow)}
          size={64}
          label={`Image of row ${tableRow}`}
        />
      )}
      <div>
        {label !== undefined && <Text fw={600}>Label {label}</Text>}
        {said !== undefined && <Text size="sm">{said}</Text>}
        <Text size="xs" c="dimmed">
          row {formatCount(tableRow)}
        </Text>
      </div>
    </div>
  );
}

function saidBy(coloring: Coloring, row: number): string {
  const code = coloring.codes[row];
  const share = coloring.shares?.[row];
  if (code < 0) return 'unknown';
  return share === undefined ? codeName(coloring, code) : `${formatPercent(share)} sure`;
}
