import { Anchor, Badge, Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { samples } from '../../data/samples';
import { useData, useLab } from '../../state/lab';

/** Built-in data, offline, each with its licence and source. */
export function SampleCards() {
  const lab = useLab();
  const { dataset, reading } = useData();
  return (
    <section aria-label="Samples">
      <Title order={2} mb="sm">
        {dataset ? 'Samples' : 'Or try a sample'}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        {samples.map((sample) => (
          <Paper key={sample.id}>
            <Group wrap="nowrap" align="flex-start" gap="lg">
              {sample.preview && (
                <img
                  src={sample.preview}
                  alt=""
                  width={112}
                  height={112}
                  style={{ borderRadius: 8 }}
                />
              )}
              <Stack gap={8} style={{ flex: 1 }}>
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
                <Button
                  variant={dataset?.sampleId === sample.id ? 'default' : 'light'}
                  w="fit-content"
                  disabled={reading !== undefined}
                  data-testid={`sample-${sample.id}`}
                  onClick={() => void lab.openSample(sample.id)}
                >
                  {dataset?.sampleId === sample.id ? 'Open again' : 'Open'}
                  <span style={{ position: 'absolute', left: -9999 }}> {sample.title}</span>
                </Button>
              </Stack>
            </Group>
          </Paper>
        ))}
      </SimpleGrid>
    </section>
  );
}
