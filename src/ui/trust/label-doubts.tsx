import { Button, Group, Text, Title } from '@mantine/core';
import { IconTagOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { Failure } from '../../core/failure';
import type { DoubtedLabel } from '../../core/metrics/confident-learning';
import type { RunResult } from '../../core/run';
import { givenLabelOf } from '../../core/split/given-first';
import type { ImageTable } from '../../data/dataset';
import { methodById } from '../../methods/registry';
import { useLab } from '../../state/lab';
import { usePageState } from '../../state/page-state';
import { FailureAlert } from '../failure-alert';
import { LikelyWrong } from './likely-wrong';

interface Props {
  result: RunResult;
  table: ImageTable;
}

/** Given labels held against all the others: asked for, as it takes five more fits. */
export function LabelDoubts({ result, table }: Props) {
  const lab = useLab();
  const [doubted, setDoubted] = usePageState<readonly DoubtedLabel[] | undefined>(
    `doubted.${result.id}`,
    undefined,
  );
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Failure>();
  if (methodById(result.method).thread !== 'compute') return null;
  if (doubted) {
    return (
      <LikelyWrong
        doubted={doubted}
        rowOf={(entry) => result.rows[entry]}
        source={result}
        name={result.name}
        table={table}
        givenTo={givenLabelOf(result, table)}
        hint="Given labels that were hidden, a fifth at a time, and that the others brought back as another class, as surely as they bring that class back on the average."
      />
    );
  }
  const check = async () => {
    setBusy(true);
    setError(undefined);
    const outcome = await lab.checkLabels(result);
    setBusy(false);
    if (outcome.ok) setDoubted(outcome.value);
    else if (outcome.error.code !== 'cancelled') setError(outcome.error);
  };
  return (
    <section aria-label="Likely wrong labels">
      <Title order={4} fz="sm" mb={4}>
        Likely wrong labels
      </Title>
      <Group gap="sm">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconTagOff size={15} />}
          loading={busy}
          onClick={() => void check()}
          data-testid="check-labels"
        >
          Check the given labels
        </Button>
        <Text size="xs" c="dimmed" maw={560}>
          Hides a fifth of them at a time and looks what the others make of these: five more fits on
          the same features.
        </Text>
      </Group>
      {error && <FailureAlert error={error} onClose={() => setError(undefined)} />}
    </section>
  );
}
