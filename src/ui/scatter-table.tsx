import { Table, Text } from '@mantine/core';
import type { Coloring } from './coloring';
import type { Points } from './figures/scatter';
import { formatCount, formatNumber } from './format';

interface GroupCentre {
  name: string;
  count: number;
  centre: number[];
  spread: number;
}

/** Where each colour lies, in numbers: for readers of the page who cannot see the plot, and for a quick look. */
export function ScatterTable({
  points,
  coloring,
}: {
  points: Points;
  coloring: Coloring | undefined;
}) {
  if (!coloring) return null;
  return (
    <details>
      <summary style={{ cursor: 'pointer', fontSize: 13 }}>
        Where each group lies, as a table
      </summary>
      <Centres points={points} coloring={coloring} />
    </details>
  );
}

function Centres({ points, coloring }: { points: Points; coloring: Coloring }) {
  const groups = centresOf(points, coloring);
  const axes = ['x', 'y', 'z'].slice(0, points.dims);
  return (
    <Table className="fl-numbers" mt="xs" fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{coloring.title}</Table.Th>
          <Table.Th ta="right">Rows</Table.Th>
          {axes.map((axis) => (
            <Table.Th key={axis} ta="right">
              mean {axis}
            </Table.Th>
          ))}
          <Table.Th ta="right">mean distance to it</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {groups.map((group) => (
          <Table.Tr key={group.name}>
            <Table.Td>
              <Text size="sm">{group.name}</Text>
            </Table.Td>
            <Table.Td ta="right">{formatCount(group.count)}</Table.Td>
            {axes.map((axis, i) => (
              <Table.Td key={axis} ta="right">
                {formatNumber(group.centre[i], 2)}
              </Table.Td>
            ))}
            <Table.Td ta="right">{formatNumber(group.spread, 2)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function centresOf({ coordinates, dims }: Points, coloring: Coloring): GroupCentre[] {
  const groups = new Map<number, number[]>();
  coloring.codes.forEach((code, row) => {
    const members = groups.get(code);
    if (members) members.push(row);
    else groups.set(code, [row]);
  });
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([code, members]) => {
      const centre = Array.from(
        { length: Math.min(3, dims) },
        (_, axis) =>
          members.reduce((sum, row) => sum + coordinates[row * dims + axis], 0) / members.length,
      );
      const distance = (row: number) =>
        Math.hypot(...centre.map((middle, axis) => coordinates[row * dims + axis] - middle));
      const spread = members.reduce((sum, row) => sum + distance(row), 0) / members.length;
      return {
        name: code < 0 ? 'Unlabelled' : (coloring.names[code] ?? String(code)),
        count: members.length,
        centre,
        spread,
      };
    });
}
