import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Failure, FailureCode } from '../core/failure';

const titles: Record<FailureCode, string> = {
  badParameter: 'A parameter needs another value',
  badInput: 'This input cannot be used',
  badFile: 'This file could not be read',
  tooLarge: 'Too large for this tab',
  notConverged: 'It did not converge',
  cancelled: 'Cancelled',
  stoppedEmpty: 'Stopped before there was a result',
  unsupported: 'This browser cannot do that',
  workerDied: 'The worker ended unexpectedly',
  bug: 'A fault in Fewlabels',
};

export function FailureAlert({
  error,
  testId,
  onClose,
}: {
  error: Failure;
  testId?: string;
  onClose?: () => void;
}) {
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={20} />}
      title={titles[error.code]}
      role="alert"
      data-testid={testId}
      data-code={error.code}
      withCloseButton={onClose !== undefined}
      closeButtonLabel="Close the message"
      onClose={onClose}
    >
      <Text size="sm">{error.message}</Text>
      {error.where && (
        <Text size="xs" c="dimmed" mt={4}>
          Where: {error.where}
        </Text>
      )}
    </Alert>
  );
}
