import { ActionIcon, Badge, Checkbox, Collapse, Group, Paper, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { Dataset } from '../../data/dataset';
import { useExperiments, useStudyRuns } from '../../state/lab';
import { usePageState } from '../../state/page-state';
import type { Experiment } from '../../study/experiment';
import { BudgetFields } from '../../ui/budget/budget-fields';
import { FailureAlert } from '../../ui/failure-alert';
import { formatSeconds } from '../../ui/format';
import { ExperimentView } from './experiment-view';
import { PublishedTable } from './published-table';
import { useSelection } from './selection';

const colors = { idle: 'gray', running: 'ink', done: 'teal', failed: 'red', cancelled: 'gray' };
const words = {
  idle: 'not run',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** One experiment: chosen or not, how it stands, its figures beside the published ones, and what it shows. */
export function ExperimentRow({
  experiment,
  dataset,
}: {
  experiment: Experiment;
  dataset: Dataset;
}) {
  const { key, number, title, sentence, extra } = experiment;
  const run = useExperiments()[key];
  const studyRuns = useStudyRuns();
  const { chosen, toggle } = useSelection();
  const [openKey, setOpenKey] = usePageState('study.open', '');
  const open = openKey === key;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <Paper
      p="md"
      data-testid={`study-row-${key}`}
      data-number={number}
      data-extra={extra}
      data-state={run.state}
      data-seconds={run.seconds}
    >
      <Group wrap="nowrap" gap="md" className="fl-experiment">
        <Checkbox
          aria-label={`Run ${title}`}
          checked={chosen.includes(key)}
          disabled={studyRuns}
          onChange={(event) => toggle(key, event.currentTarget.checked)}
          data-testid={`study-experiment-${key}`}
        />
        <Text c="dimmed" className="fl-numbers" w={22} ta="right" aria-hidden="true">
          {number}
        </Text>
        <div className="fl-experiment-title">
          <Text component="h3" m={0} fw={600}>
            {title}
          </Text>
          <Text size="sm" c="dimmed">
            {sentence}
          </Text>
        </div>
        <Text size="sm" c="dimmed" className="fl-numbers" style={{ whiteSpace: 'nowrap' }}>
          {run.seconds === undefined || run.seconds === 0 ? '' : formatSeconds(run.seconds)}
        </Text>
        <Badge variant={run.state === 'idle' ? 'default' : 'light'} color={colors[run.state]}>
          {words[run.state]}
        </Badge>
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={run.state !== 'done'}
          aria-expanded={open}
          aria-label={`${open ? 'Close' : 'Show'} ${title}`}
          data-testid={`study-show-${key}`}
          onClick={() => setOpenKey(open ? '' : key)}
        >
          <Chevron size={19} />
        </ActionIcon>
      </Group>
      {key === 'budget' && chosen.includes(key) && (
        <div className="fl-experiment-more">
          <BudgetFields disabled={studyRuns} />
        </div>
      )}
      {run.error && (
        <div style={{ marginTop: 12 }}>
          <FailureAlert error={run.error} />
        </div>
      )}
      <PublishedTable experiment={experiment} run={run} />
      <Collapse expanded={open && run.state === 'done'}>
        {open && run.state === 'done' && (
          <Stack
            gap="xl"
            mt="lg"
            pt="lg"
            style={{ borderTop: '1px solid var(--mantine-color-default-border)' }}
          >
            <ExperimentView experiment={experiment} run={run} dataset={dataset} />
          </Stack>
        )}
      </Collapse>
    </Paper>
  );
}
