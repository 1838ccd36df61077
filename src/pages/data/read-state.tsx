import { Alert, Group, List, Paper, Progress, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReadWarning } from '../../data/dataset';
import { useData } from '../../state/lab';
import { FailureAlert } from '../../ui/failure-alert';
import { formatCount } from '../../ui/format';

/** How far reading is, why it failed, and what the person should know of a file that was read. */
export function ReadState() {
  const { reading, error, dataset, warnings } = useData();
  return (
    <>
      {reading && (
        <Paper component="output" display="block">
          <Group justify="space-between" mb={8}>
            <Text size="sm">Reading {reading.fileName}</Text>
            <Text size="sm" c="dimmed">
              {Math.round(reading.fraction * 100)} %
            </Text>
          </Group>
          <Progress value={reading.fraction * 100} aria-label={`Reading ${reading.fileName}`} />
        </Paper>
      )}
      {error && <FailureAlert error={error} testId="dataset-error" />}
      {dataset && !reading && (
        <VisuallyHidden
          component="output"
          data-testid="dataset-ready"
          data-rows={dataset.train.rows}
          data-test-rows={dataset.test?.rows ?? 0}
        >
          {dataset.name} is open: {formatCount(dataset.train.rows)} images.
        </VisuallyHidden>
      )}
      {dataset && warnings.length > 0 && <Warnings warnings={warnings} />}
    </>
  );
}

function Warnings({ warnings }: { warnings: readonly ReadWarning[] }) {
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconAlertCircle size={20} />}
      title="Read, with something to know"
      data-testid="dataset-warnings"
    >
      <List size="sm" spacing={4}>
        {warnings.map((warning, i) => (
          <List.Item key={i}>{textOf(warning)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function textOf({ message, row, column, count }: ReadWarning): string {
  const where = [
    row === undefined ? '' : `row ${formatCount(row)}`,
    column ? `column ${column}` : '',
  ]
    .filter(Boolean)
    .join(', ');
  // A message about a place is about the first of several; one without a place has its count in its words.
  const times =
    where && count !== undefined && count > 1
      ? ` This happened ${formatCount(count)} times; this is the first.`
      : '';
  return `${message}${where ? ` (${where})` : ''}${times}`;
}
