import {
  Anchor,
  Badge,
  Button,
  Group,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  Title,
  VisuallyHidden,
} from '@mantine/core';
import { IconChartDots3 } from '@tabler/icons-react';
import { samples } from '../../data/samples';
import { drawMap } from '../../state/draw-map';
import { useDataset, useReading, useLab } from '../../state/lab';

/** Built-in data, offline, each with its licence and source. */
export function SampleCards() {
  const lab = useLab();
  const dataset = useDataset();
  const reading = useReading();
  const openAndDraw = async (id: string) => {
    const opened = await lab.openSample(id);
    if (opened.ok) drawMap();
  };
  return (
    <section aria-label="Samples">
      <Title order={2} mb="sm">
        {dataset ? 'Samples' : 'Or try a sample'}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        {samples.map((sample) => (
          <Paper key={sample.id}>
            <Group align="flex-start" gap="lg">
              {sample.preview && (
                <img
                  src={sample.preview}
                  alt=""
                  width={112}
                  height={112}
                  style={{ borderRadius: 8 }}
                />
              )}
              <Stack gap={8} style={{ flex: '1 1 240px' }}>
                <Group justify="space-between">
                  <Text fw={600}>{sample.title}</Text>
                  <Badge variant="default" tt="none" radius="sm">
                    {sample.licence}
                  </Badge>
                </Group>
                <Text size="sm" c="dimmed">
                  {sample.description}
                </Text>
                <Text size="xs" c="dimmed">
                  <Anchor href={sample.source} target="_blank" rel="noreferrer" inherit>
                    Source: {new URL(sample.source).hostname}
                  </Anchor>
                </Text>
                <Group gap="xs">
                  <Button
                    variant={dataset ? 'light' : 'filled'}
                    leftSection={<IconChartDots3 size={17} />}
                    disabled={reading !== undefined}
                    data-testid={`sample-map-${sample.id}`}
                    onClick={() => void openAndDraw(sample.id)}
                  >
                    Open and draw a map
                    <VisuallyHidden> of {sample.title}</VisuallyHidden>
                  </Button>
                  <Button
                    variant="default"
                    disabled={reading !== undefined}
                    data-testid={`sample-${sample.id}`}
                    onClick={() => void lab.openSample(sample.id)}
                  >
                    {dataset?.sampleId === sample.id ? 'Open again' : 'Open'}
                    <VisuallyHidden> {sample.title}</VisuallyHidden>
                  </Button>
                </Group>
              </Stack>
            </Group>
          </Paper>
        ))}
      </SimpleGrid>
    </section>
  );
}
