import { List, Paper, Stack, Text } from '@mantine/core';
import { stages } from '../../study/stages';
import { StageTitle } from './stage-title';

/** What the study does, for who has not opened any data yet. */
export function StudyOutline() {
  return (
    <Stack gap="lg" mt="lg">
      {stages.map((stage) => (
        <section key={stage.title} aria-label={stage.title}>
          <StageTitle stage={stage} />
          <Paper mt="sm">
            <List spacing="sm" listStyleType="none">
              {stage.experiments.map(({ key, title, sentence }) => (
                <List.Item key={key}>
                  <b>{title}</b>
                  <Text size="sm" c="dimmed">
                    {sentence}
                  </Text>
                </List.Item>
              ))}
            </List>
          </Paper>
        </section>
      ))}
    </Stack>
  );
}
