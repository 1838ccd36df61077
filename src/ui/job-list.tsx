import { ActionIcon, Badge, Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconX } from '@tabler/icons-react';
import { hasEndedBadly, isActive, type Job } from '../engine/jobs';
import { useJobs, useLab } from '../state/lab';
import { useIsPlaced } from '../state/maps-to-come';
import { useUnhurriedStore } from '../state/use-unhurried-store';
import { FailureAlert } from './failure-alert';
import { formatTimeLeft } from './format';

const colors: Record<Job['state'], string> = {
  queued: 'gray',
  running: 'ink',
  done: 'teal',
  failed: 'red',
  cancelled: 'gray',
};

/** Once a job is done it has none, and is as high as before. */
const BUTTONS_HEIGHT = 22;

/**
 * Jobs of some methods that are not finished, or that failed: a finished one is a result and shown as such, and one that
 * has a place of its own is shown there.
 */
export function JobList({ methods }: { methods: readonly string[] }) {
  const isPlaced = useIsPlaced();
  const isShownAsResult = useIsShownAsResult();
  const jobs = useJobs().filter(
    (job) =>
      methods.includes(job.method) &&
      !isShownAsResult(job) &&
      (hasEndedBadly(job) || !isPlaced(job)),
  );
  if (jobs.length === 0) return null;
  return (
    <Stack component="section" gap="sm" aria-label="Jobs">
      {jobs.map((job) => (
        <JobRow key={job.id} job={job} />
      ))}
    </Stack>
  );
}

/** Finished jobs whose result is on the page: results are drawn in slices, and until then the job keeps their place. */
function useIsShownAsResult(): (job: Job) => boolean {
  const shown = useUnhurriedStore(useLab().jobs, ({ jobs }) =>
    jobs
      .filter(({ state }) => state === 'done')
      .map(({ id }) => id)
      .join(' '),
  ).split(' ');
  return ({ id }) => shown.includes(id);
}

export function JobRow({ job }: { job: Job }) {
  const lab = useLab();
  const ended = hasEndedBadly(job);
  const { fraction, stage, secondsLeft } = job.progress;
  return (
    <Paper p="md" data-testid={`job-${job.state}`} data-job={job.id} data-fraction={fraction}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" mih={BUTTONS_HEIGHT}>
        <Text fw={560} size="sm" lh={1.35}>
          {job.title}
        </Text>
        {isActive(job) && <JobButtons job={job} />}
        {ended && (
          <Group gap={4} wrap="nowrap">
            <Badge variant="light" color={colors[job.state]}>
              {job.state}
            </Badge>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={`Take ${job.title} off the list`}
              onClick={() => lab.dismiss(job.id)}
            >
              <IconX size={14} />
            </ActionIcon>
          </Group>
        )}
      </Group>
      {!ended && (
        <>
          <Progress mt={10} value={fraction * 100} aria-label={`Progress of ${job.title}`} />
          <Group justify="space-between" mt={6} gap="xs">
            <Text size="xs" c="dimmed">
              {job.stopping ? 'Stopping …' : job.paused ? `Paused: ${stage}` : stage}
            </Text>
            <Text size="xs" c="dimmed">
              {job.state === 'queued'
                ? 'waiting for its turn'
                : job.paused
                  ? ''
                  : formatTimeLeft(secondsLeft)}
            </Text>
          </Group>
        </>
      )}
      {job.error && (
        <div style={{ marginTop: 10 }}>
          <FailureAlert error={job.error} />
          <GoOn job={job} />
        </div>
      )}
    </Paper>
  );
}

/** A training whose worker failed goes on from the last epoch it reached, as a job of its own. */
function GoOn({ job: { id, title, spec, checkpoint } }: { job: Job }) {
  const lab = useLab();
  if (!checkpoint || !spec) return null;
  const goOn = (): void => {
    void lab.start(spec, { name: title, resume: checkpoint });
    lab.dismiss(id);
  };
  return (
    <Button mt={10} size="compact-sm" onClick={goOn} data-testid="go-on-after-failure">
      Go on from epoch {checkpoint.epochs.length}
    </Button>
  );
}

function JobButtons({ job }: { job: Job }) {
  const lab = useLab();
  return (
    <Group gap={4} wrap="nowrap">
      {job.state === 'running' && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={job.paused ? <IconPlayerPlay size={13} /> : <IconPlayerPause size={13} />}
          disabled={job.stopping}
          onClick={() => lab.pause(job.id, !job.paused)}
          data-testid="pause"
          title={job.paused ? 'Go on where it is' : 'Wait, and keep where it is'}
        >
          {job.paused ? 'Resume' : 'Pause'}
        </Button>
      )}
      {job.state === 'running' && (
        <Button
          size="compact-xs"
          variant="light"
          leftSection={<IconPlayerStop size={13} />}
          disabled={job.stopping}
          onClick={() => lab.stop(job.id)}
          data-testid="stop"
          title="Stop and keep what there is"
        >
          Stop
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={() => lab.cancel(job.id)}
        data-testid="cancel"
        title="Cancel and keep nothing"
      >
        Cancel
      </Button>
    </Group>
  );
}
