import { Button, Switch, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { codeName, pointsByCode, type Coloring } from './coloring';
import type { Points } from '../plots/figures/scatter';
import { formatCount, formatNumber } from '../format';

interface Group {
  code: number;
  points: readonly number[];
  /** How many of them are selected. */
  picked: number;
  centre: number[];
  spread: number;
}

interface Props {
  points: Points;
  coloring: Coloring | undefined;
  /** Whether a point is selected; undefined when none of the picture is. */
  isPicked: ((point: number) => boolean) | undefined;
  /** Selects the points of a group. */
  onSelect?: (points: readonly number[], name: string) => void;
}

/** Where each colour lies, in numbers: for readers of the page who cannot see the plot, and for a quick look. */
export function ScatterTable(props: Props) {
  const [open, setOpen] = useState(false);
  const { coloring } = props;
  if (!coloring) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary style={{ cursor: 'pointer', fontSize: 13 }}>
        Where each group lies, as a table
      </summary>
      {open && <Centres {...props} coloring={coloring} />}
    </details>
  );
}

function Centres({ points, coloring, isPicked, onSelect }: Props & { coloring: Coloring }) {
  const [only, setOnly] = useState(false);
  const groups = groupsOf(points, coloring, isPicked, only);
  const axes = ['x', 'y', 'z'].slice(0, points.dims);
  return (
    <>
      {isPicked && (
        <Switch
          mt="sm"
          size="xs"
          label="Only the selected rows"
          checked={only}
          onChange={(event) => setOnly(event.currentTarget.checked)}
        />
      )}
      <Table className="fl-numbers" mt="xs" fz="sm" aria-label={`Groups by ${coloring.title}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{coloring.title}</Table.Th>
            <Table.Th scope="col" ta="right">
              Rows
            </Table.Th>
            {isPicked && (
              <Table.Th scope="col" ta="right">
                selected
              </Table.Th>
            )}
            {axes.map((axis) => (
              <Table.Th scope="col" key={axis} ta="right">
                mean {axis}
              </Table.Th>
            ))}
            <Table.Th scope="col" ta="right">
              mean distance to it
            </Table.Th>
            {onSelect && <Table.Th scope="col">Select</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((group) => (
            <Table.Tr key={group.code}>
              <Table.Td>
                <Text size="sm">{codeName(coloring, group.code)}</Text>
              </Table.Td>
              <Table.Td ta="right">{formatCount(group.points.length)}</Table.Td>
              {isPicked && <Table.Td ta="right">{formatCount(group.picked)}</Table.Td>}
              {axes.map((axis, i) => (
                <Table.Td key={axis} ta="right">
                  {formatNumber(group.centre[i], 2)}
                </Table.Td>
              ))}
              <Table.Td ta="right">{formatNumber(group.spread, 2)}</Table.Td>
              {onSelect && (
                <Table.Td>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Select ${codeName(coloring, group.code)}`}
                    onClick={() => onSelect(group.points, codeName(coloring, group.code))}
                  >
                    Select
                  </Button>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

/** Groups of all points, or of the selected ones only. */
function groupsOf(
  { coordinates, dims }: Points,
  coloring: Coloring,
  isPicked: Props['isPicked'],
  only: boolean,
): Group[] {
  return [...pointsByCode(coloring.codes)].flatMap(([code, all]) => {
    const picked = isPicked ? all.filter(isPicked) : [];
    const points = only && isPicked ? picked : all;
    if (points.length === 0) return [];
    const mean = (value: (point: number) => number) =>
      points.reduce((sum, point) => sum + value(point), 0) / points.length;
    const centre = Array.from({ length: Math.min(3, dims) }, (_, axis) =>
      mean((point) => coordinates[point * dims + axis]),
    );
    const spread = mean((point) =>
      Math.hypot(...centre.map((middle, axis) => coordinates[point * dims + axis] - middle)),
    );
    return [{ code, points, picked: picked.length, centre, spread }];
  });
}
