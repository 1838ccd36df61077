import { Button, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';

interface Props {
  icon: ComponentType<{ size?: number; stroke?: number }>;
  title: string;
  children: ReactNode;
  action?: { label: string; onClick: () => void };
}

/** What a place is for, and the one thing to do next, where there is nothing to show yet. */
export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <Paper p={{ base: 'lg', sm: 48 }} style={{ borderStyle: 'dashed' }}>
      <Stack align="center" gap="sm">
        <ThemeIcon size={56} radius="xl" variant="light">
          <Icon size={28} stroke={1.5} />
        </ThemeIcon>
        <Title order={2}>{title}</Title>
        <Text c="dimmed" maw={520} ta="center" component="div">
          {children}
        </Text>
        {action && (
          <Button mt="xs" onClick={action.onClick}>
            {action.label}
          </Button>
        )}
      </Stack>
    </Paper>
  );
}
