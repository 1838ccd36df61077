import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ImageTable } from '../../data/dataset';
import { usePageState } from '../../state/page-state';
import { ImageGrid } from '../../ui/images/image-grid';
import { rowSource } from '../../ui/images/image-painter';
import { Section } from '../../ui/section';
import { drawRows } from '../../ui/images/draw-rows';
import { labelOf } from './image-viewer';

/** Ten random rows with their labels; drawing again takes the next seed, so a draw can be found again. */
export function RandomGallery({ table }: { table: ImageTable }) {
  const [seed, setSeed] = usePageState('data.gallery', 42);
  const images = useMemo(
    () =>
      drawRows(table.rows, 10, seed).map((row) => {
        const label = labelOf(table, row);
        return {
          key: row,
          source: rowSource(table, row),
          label: `Row ${row}${label ? `, label ${label}` : ''}`,
          caption: label === undefined ? `row ${row}` : <b>{label}</b>,
        };
      }),
    [table, seed],
  );
  return (
    <Section
      title="Ten random images"
      hint={`Seed ${seed}`}
      actions={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRefresh size={15} />}
          onClick={() => setSeed(seed + 1)}
        >
          Draw again
        </Button>
      }
    >
      <ImageGrid images={images} size={88} label="Ten random images" />
    </Section>
  );
}
