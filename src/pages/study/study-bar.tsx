import { Button, Checkbox, Group, Paper, Progress, Text } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useLab, useStudy } from '../../state/lab';
import { RUN_KEY, usePageRun } from '../../state/page-run';
import { useBudgetChoice } from '../../state/use-budget-choice';
import { DEFAULT_KEYS } from '../../study/experiments';
import { useSelection } from './selection';

const endings = {
  idle: '',
  running: '',
  done: 'All experiments asked for have finished.',
  failed: 'Finished, but an experiment failed: its row says why.',
  cancelled: 'Cancelled. What had finished is kept.',
};

/** The button, what is chosen, and one progress for the whole study. */
export function StudyBar() {
  const lab = useLab();
  const study = useStudy();
  const { chosen, setChosen } = useSelection();
  const running = study.state === 'running';
  const { choice } = useBudgetChoice();
  const all = DEFAULT_KEYS.every((key) => chosen.includes(key));
  const extra = chosen.filter((key) => !DEFAULT_KEYS.includes(key)).length;
  const badChoice = extra > 0 && !choice.ok;
  const ready = !running && chosen.length > 0 && !badChoice;
  const run = () => void lab.runStudy(chosen, choice.ok ? choice.value : undefined);
  usePageRun(ready ? run : undefined);
  return (
    <Paper>
      <Group justify="space-between" align="center">
        <Checkbox
          label={
            (all
              ? 'All experiments of the notebook'
              : `${chosen.length - extra} of the notebook’s ${DEFAULT_KEYS.length} experiments`) +
            (extra ? ', and what was added' : '')
          }
          checked={all}
          indeterminate={!all && chosen.length > 0}
          disabled={running}
          onChange={() => setChosen(all ? [] : DEFAULT_KEYS)}
        />
        {running ? (
          <Button
            variant="default"
            size="md"
            leftSection={<IconPlayerStop size={18} />}
            data-testid="cancel-study"
            onClick={() => lab.cancelStudy()}
          >
            Cancel the study
          </Button>
        ) : (
          <Button
            size="md"
            leftSection={<IconPlayerPlay size={18} />}
            data-testid="run-study"
            disabled={!ready}
            aria-keyshortcuts={RUN_KEY}
            onClick={run}
          >
            Run the study
          </Button>
        )}
      </Group>
      <div
        data-testid="study-progress"
        data-state={study.state}
        data-fraction={study.fraction}
        data-stage={study.stage}
      >
        {study.state !== 'idle' && (
          <>
            <Progress
              mt="md"
              size="lg"
              radius="xl"
              value={study.fraction * 100}
              color={study.state === 'failed' ? 'red' : study.state === 'done' ? 'teal' : undefined}
              aria-label="Progress of the study"
            />
            <Group justify="space-between" mt={6}>
              <Text size="sm" c="dimmed" component="output">
                {running ? study.stage : endings[study.state]}
              </Text>
              <Text size="sm" c="dimmed" className="fl-numbers">
                {Math.round(study.fraction * 100)} %
              </Text>
            </Group>
          </>
        )}
      </div>
    </Paper>
  );
}
