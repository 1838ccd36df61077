import { Button, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { RUN_KEY, usePageRun } from '../state/page-run';
import type { Estimate } from '../engine/estimates';
import { formatEstimate } from './format';

interface Props {
  method: string;
  /** Why it cannot run; undefined when it can. */
  problem?: string;
  /** What it will take, as far as is known. */
  estimate?: Estimate;
  label?: string;
  onRun: () => void;
}

export function RunButton({ method, problem, estimate, label = 'Run', onRun }: Props) {
  const reason = problem ?? estimate?.problem?.message;
  usePageRun(reason === undefined ? onRun : undefined);
  return (
    <div className="fl-run">
      <Button
        fullWidth
        size="md"
        className="fl-wrapping"
        leftSection={<IconPlayerPlay size={18} />}
        disabled={reason !== undefined}
        aria-keyshortcuts={RUN_KEY}
        onClick={onRun}
        data-testid={`run-${method}`}
      >
        {label}
      </Button>
      {reason ? (
        <Text size="xs" c="dimmed" mt={6} ta="center" component="output" display="block">
          {reason}
        </Text>
      ) : (
        estimate && (
          <Text size="xs" c="dimmed" mt={6} ta="center" data-testid="estimate">
            {formatEstimate(estimate)}
          </Text>
        )
      )}
    </div>
  );
}
