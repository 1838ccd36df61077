import { Button, Group, SimpleGrid } from '@mantine/core';
import { IconChartDots3, IconTag } from '@tabler/icons-react';
import type { Dataset } from '../../data/dataset';
import { drawMap } from '../../state/draw-map';
import { goTo } from '../../state/navigation';
import { ClassHistogram } from './class-histogram';
import { ImageViewer } from './image-viewer';
import { MeanImages } from './mean-images';
import { RandomGallery } from './random-gallery';
import { ReadChoices } from './read-choices';
import { TableInfo } from './table-info';

/** Everything the Data page shows of what was read. */
export function DatasetView({ dataset }: { dataset: Dataset }) {
  const { train, test } = dataset;
  return (
    <>
      <SimpleGrid cols={test ? { base: 1, lg: 2 } : 1} spacing="lg">
        <TableInfo
          title="Training data"
          table={train}
          actions={
            <Group gap="sm">
              {!train.labels && (
                <Button
                  variant="light"
                  leftSection={<IconTag size={17} />}
                  onClick={() => goTo('semi')}
                  data-testid="label-by-hand"
                >
                  Label by hand
                </Button>
              )}
              <Button
                variant="light"
                leftSection={<IconChartDots3 size={17} />}
                onClick={drawMap}
                data-testid="draw-map"
              >
                Draw a map
              </Button>
            </Group>
          }
        />
        {test && <TableInfo title="Test data" table={test} />}
      </SimpleGrid>
      {!dataset.sampleId && <ReadChoices key={train.fingerprint} table={train} />}
      {train.labels && <ClassHistogram table={train} />}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <ImageViewer table={train} />
        <RandomGallery table={train} />
      </SimpleGrid>
      {train.labels && <MeanImages table={train} />}
    </>
  );
}
