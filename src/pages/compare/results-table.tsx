import { ActionIcon, Checkbox, Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useMemo, type CSSProperties } from 'react';
import type { RunResult } from '../../core/run';
import { usePageState } from '../../state/page-state';
import { isMap } from '../../ui/scatter/points';
import { useRemoveResult } from '../../ui/results/use-remove-result';
import { columnsFor, sortBy, type Column } from './columns';
import { useChosenMaps } from './chosen-maps';

const BY_ORDER = { key: '', down: false };

export function ResultsTable({ results }: { results: readonly RunResult[] }) {
  const remove = useRemoveResult();
  const columns = useMemo(() => columnsFor(results), [results]);
  const [sort, setSort] = usePageState('compare.sort', BY_ORDER);
  const { chosen, toggle } = useChosenMaps();
  const column = columns.find((one) => one.key === sort.key);
  const sorted = column ? sortBy(results, column, sort.down) : results;
  const press = (key: string) =>
    setSort((before) => ({ key, down: before.key === key ? !before.down : false }));
  return (
    <Table.ScrollContainer minWidth={0} type="native" tabIndex={0}>
      <Table
        className="fl-numbers fl-wrap-heads"
        fz="sm"
        aria-label="All results"
        data-testid="results-table"
        highlightOnHover
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w={36}>
              <span style={{ position: 'absolute', left: -9999 }}>Side by side</span>
            </Table.Th>
            {columns.map((each) => (
              <Heading key={each.key} column={each} sort={sort} onPress={press} />
            ))}
            <Table.Th scope="col" w={36}>
              <span style={{ position: 'absolute', left: -9999 }}>Delete</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sorted.map((result) => (
            <Table.Tr key={result.id}>
              <Table.Td>
                {isMap(result) && (
                  <Checkbox
                    size="xs"
                    aria-label={`Show ${result.name} side by side`}
                    checked={chosen.includes(result.id)}
                    onChange={(event) => toggle(result.id, event.currentTarget.checked)}
                  />
                )}
              </Table.Td>
              {columns.map((each) => (
                <Table.Td
                  key={each.key}
                  ta={each.number ? 'right' : 'left'}
                  style={wrapping[each.key]}
                >
                  {each.text(result)}
                </Table.Td>
              ))}
              <Table.Td>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={`Delete ${result.name}`}
                  onClick={() => remove(result.id)}
                >
                  <IconTrash size={15} />
                </ActionIcon>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Words with hyphens stay in one line. */
const unbroken = (title: string): string => title.replaceAll('-', '\u2011');

/** Long texts take another line before figures are pushed out of sight. */
const wrapping: Record<string, CSSProperties | undefined> = {
  name: { whiteSpace: 'normal', minWidth: 220 },
  params: { whiteSpace: 'normal', minWidth: 160 },
};

interface HeadingProps {
  column: Column;
  sort: { key: string; down: boolean };
  onPress: (key: string) => void;
}

function Heading({ column, sort, onPress }: HeadingProps) {
  const active = sort.key === column.key;
  const Arrow = sort.down ? IconArrowDown : IconArrowUp;
  return (
    <Table.Th
      scope="col"
      ta={column.number ? 'right' : 'left'}
      aria-sort={active ? (sort.down ? 'descending' : 'ascending') : 'none'}
    >
      <UnstyledButton fz="sm" fw={600} onClick={() => onPress(column.key)}>
        {unbroken(column.title)}
        {active && <Arrow size={13} style={{ marginLeft: 3, verticalAlign: -1 }} />}
      </UnstyledButton>
    </Table.Th>
  );
}
