import { Button, Group, SimpleGrid, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { RunResult } from '../../core/run';
import { useResults, useTableOf } from '../../state/lab';
import { coloringsFor } from '../../ui/coloring';
import { formatCount } from '../../ui/format';
import { pointsOf } from '../../ui/points';
import { ScatterView } from '../../ui/scatter-view';
import { Section } from '../../ui/section';
import { MOST_MAPS, useChosenMaps } from './chosen-maps';

type Rows = ReadonlySet<number>;
const NOTHING: Rows = new Set();

/** Pictures side by side; rows of the table picked out with the lasso in one are picked out in the others. */
export function LinkedMaps({ results }: { results: readonly RunResult[] }) {
  const { chosen } = useChosenMaps();
  const [selected, setSelected] = useState(NOTHING);
  const maps = chosen.flatMap((id) => results.find((result) => result.id === id) ?? []);
  if (maps.length === 0) return null;
  return (
    <Section
      title="Side by side"
      hint={`Up to ${MOST_MAPS}. Draw round points in a 2-D picture to pick out the same images in the others.`}
      actions={
        selected.size > 0 && (
          <Group gap="sm">
            <Text size="sm" c="dimmed">
              {formatCount(selected.size)} images picked out
            </Text>
            <Button variant="default" size="xs" onClick={() => setSelected(NOTHING)}>
              Clear
            </Button>
          </Group>
        )
      }
    >
      <SimpleGrid cols={maps.length > 1 ? { base: 1, md: 2 } : 1} spacing="xl">
        {maps.map((map) => (
          <LinkedMap key={map.id} map={map} selected={selected} onSelect={setSelected} />
        ))}
      </SimpleGrid>
    </Section>
  );
}

interface LinkedMapProps {
  map: RunResult;
  /** Rows of the table. */
  selected: Rows;
  onSelect: (rows: Rows) => void;
}

function LinkedMap({ map, selected, onSelect }: LinkedMapProps) {
  const table = useTableOf(map);
  const results = useResults();
  const colorings = useMemo(() => coloringsFor(map, results, table), [map, results, table]);
  const points = pointsOf(map);
  const own = useMemo(() => {
    const found = new Set<number>();
    if (selected.size > 0) map.rows.forEach((row, i) => selected.has(row) && found.add(i));
    return found;
  }, [map, selected]);
  if (!points) return null;
  return (
    <div>
      <Text fw={600} size="sm" mb={6}>
        {map.name}
      </Text>
      <ScatterView
        title={map.name}
        points={points}
        rows={map.rows}
        table={table}
        colorings={colorings}
        height={400}
        selected={own}
        onSelect={(rows) => onSelect(new Set(Array.from(rows, (i) => map.rows[i])))}
      />
    </div>
  );
}
