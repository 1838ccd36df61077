import { Button, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';

interface Props {
  method: string;
  /** Why it cannot run; undefined when it can. */
  problem?: string;
  label?: string;
  onRun: () => void;
}

export function RunButton({ method, problem, label = 'Run', onRun }: Props) {
  return (
    <div className="fl-run">
      <Button
        fullWidth
        size="md"
        leftSection={<IconPlayerPlay size={18} />}
        disabled={problem !== undefined}
        onClick={onRun}
        data-testid={`run-${method}`}
      >
        {label}
      </Button>
      {problem && (
        <Text size="xs" c="dimmed" mt={6} ta="center" component="output" display="block">
          {problem}
        </Text>
      )}
    </div>
  );
}
