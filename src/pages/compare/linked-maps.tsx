import { SimpleGrid, Text } from '@mantine/core';
import type { RunResult } from '../../core/run';
import { EmbeddingScatter } from '../../ui/scatter/embedding-scatter';
import { Section } from '../../ui/section';
import { MOST_MAPS, useChosenMaps } from './chosen-maps';

/** Pictures side by side: what is selected in one stands out in the others, as everywhere on the page. */
export function LinkedMaps({ results }: { results: readonly RunResult[] }) {
  const { chosen } = useChosenMaps();
  const maps = chosen.flatMap((id) => results.find((result) => result.id === id) ?? []);
  if (maps.length === 0) return null;
  return (
    <Section
      title="Side by side"
      hint={`Up to ${MOST_MAPS}. Select points in one with the box or the lasso: the same images stand out in the others.`}
    >
      <SimpleGrid cols={maps.length > 1 ? { base: 1, md: 2 } : 1} spacing="xl">
        {maps.map((map) => (
          <div key={map.id}>
            <Text fw={600} size="sm" mb={6}>
              {map.name}
            </Text>
            <EmbeddingScatter result={map} height={400} />
          </div>
        ))}
      </SimpleGrid>
    </Section>
  );
}
