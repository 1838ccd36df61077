import { Text, Title } from '@mantine/core';
import type { Stage } from '../../study/stages';

export function StageTitle({ stage: { title, question } }: { stage: Stage }) {
  return (
    <div>
      <Title order={2}>{title}</Title>
      <Text size="sm" c="dimmed" mt={2}>
        {question}
      </Text>
    </div>
  );
}
