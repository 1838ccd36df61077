import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** One line under the title. */
  hint?: ReactNode;
  /** Right of the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A titled card. */
export function Section({ title, hint, actions, children }: Props) {
  return (
    <Paper component="section" aria-label={title}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={2}>{title}</Title>
            {hint && (
              <Text c="dimmed" size="sm" mt={2} component="div">
                {hint}
              </Text>
            )}
          </div>
          {actions}
        </Group>
        {children}
      </Stack>
    </Paper>
  );
}

/** Page title and its one-sentence purpose. */
export function PageIntro({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div style={{ marginBottom: 24 }}>
      <Title order={2} fz="1.6rem">
        {title}
      </Title>
      <Text c="dimmed" mt={4} maw={760}>
        {children}
      </Text>
    </div>
  );
}
