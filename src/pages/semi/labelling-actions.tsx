import { Button, Group, Text } from '@mantine/core';
import { IconTestPipe } from '@tabler/icons-react';
import { useState } from 'react';
import type { RunResult } from '../../core/run';
import type { Dataset } from '../../data/dataset';
import { FailureAlert } from '../../ui/failure-alert';
import { usePredictTest } from './use-predict-test';

/** What spread labels are good for beyond their own rows: labels of the test set. */
export function LabellingActions({
  labelling,
  dataset,
}: {
  labelling: RunResult;
  dataset: Dataset;
}) {
  const { predictTest, obstacle, error, clearError } = usePredictTest(labelling);
  const [busy, setBusy] = useState(false);
  const hint = dataset.test ? obstacle : 'Open a test file on the Data page to predict it.';
  return (
    <>
      <Group gap="sm" mb="md">
        <Button
          variant="light"
          leftSection={<IconTestPipe size={17} />}
          disabled={busy || hint !== undefined}
          data-testid="semi-predict"
          onClick={() => {
            setBusy(true);
            void predictTest().finally(() => setBusy(false));
          }}
        >
          Predict the test set
        </Button>
        {hint && (
          <Text size="xs" c="dimmed">
            {hint}
          </Text>
        )}
      </Group>
      {error && <FailureAlert error={error} onClose={clearError} />}
    </>
  );
}
