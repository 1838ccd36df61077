import { Group, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import type { RunResult } from '../../core/run';
import { usePageState } from '../../state/page-state';
import { ResultCard } from './result-card';

/** Each open scatter holds WebGL contexts, of which a browser gives a page 8 to 16. */
const MOST_OPEN = 4;
const NONE: Record<string, boolean> = {};

interface Props {
  /** Where the open state is kept. */
  page: string;
  results: readonly RunResult[];
  render: (result: RunResult) => ReactNode;
}

/** Results of a page, the newest first and open; the others as lines, or two beside each other to compare. */
export function ResultList({ page, results, render }: Props) {
  const [columns, setColumns] = usePageState(`${page}.columns`, '1');
  const [toggled, setToggled] = usePageState(`${page}.open`, NONE);
  const newestFirst = useMemo(() => pinnedFirst([...results].reverse()), [results]);
  const isOpen = openOf(newestFirst, toggled);
  if (results.length === 0) return null;
  return (
    <Stack gap="md">
      {results.length > 1 && (
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {results.length} results, pinned and newest first. Up to {MOST_OPEN} can be open.
          </Text>
          <SegmentedControl
            size="xs"
            aria-label="Layout of the results"
            value={columns}
            onChange={setColumns}
            data={[
              { value: '1', label: 'One column' },
              { value: '2', label: 'Side by side' },
            ]}
          />
        </Group>
      )}
      <SimpleGrid
        cols={columns === '2' && results.length > 1 ? { base: 1, sm: 2 } : 1}
        spacing="md"
        style={{ alignItems: 'start' }}
      >
        {newestFirst.map((result) => (
          <ResultCard
            key={result.id}
            result={result}
            open={isOpen.has(result.id)}
            onToggle={() =>
              setToggled((before) => ({ ...before, [result.id]: !isOpen.has(result.id) }))
            }
          >
            {render(result)}
          </ResultCard>
        ))}
      </SimpleGrid>
    </Stack>
  );
}

const pinnedFirst = (results: readonly RunResult[]): RunResult[] => [
  ...results.filter(({ pinned }) => pinned),
  ...results.filter(({ pinned }) => !pinned),
];

/** The first is open unless it was closed; others when they were opened, up to the limit. */
function openOf(newestFirst: readonly RunResult[], toggled: Record<string, boolean>): Set<string> {
  const open = newestFirst.filter((result, i) => toggled[result.id] ?? i === 0);
  return new Set(open.slice(0, MOST_OPEN).map((result) => result.id));
}
