import { ActionIcon, Group, Progress, Text, Tooltip } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { isActive } from '../engine/jobs';
import { useJobs, useLab, useStudy } from '../state/lab';
import { formatTimeLeft } from '../ui/format';

/** What is running now, on whichever page it was started. */
export function JobIndicator() {
  const lab = useLab();
  const jobs = useJobs();
  const study = useStudy();
  const active = jobs.filter(isActive);
  const job = active.find((each) => each.state === 'running') ?? active[0];
  const inStudy = study.state === 'running';
  if (!job && !inStudy) return null;
  const fraction = inStudy ? study.fraction : (job?.progress.fraction ?? 0);
  const title = inStudy ? `Study: ${study.stage}` : (job?.title ?? '');
  const more = inStudy || active.length < 2 ? '' : ` +${active.length - 1}`;
  return (
    <Group component="output" gap={10} wrap="nowrap" aria-label={`Running: ${title}`}>
      <IconPlayerPlay size={16} aria-hidden />
      <div className="fl-job">
        <Group justify="space-between" wrap="nowrap" gap={6}>
          <Text size="xs" truncate>
            {title}
            {more}
          </Text>
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {inStudy
              ? `${Math.round(fraction * 100)} %`
              : formatTimeLeft(job?.progress.secondsLeft).replace('about ', '')}
          </Text>
        </Group>
        <Progress value={fraction * 100} size={4} aria-label="Progress of the running job" />
      </div>
      {job?.state === 'running' && !inStudy && (
        <Tooltip label="Stop and keep what there is">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Stop ${job.title}`}
            onClick={() => lab.stop(job.id)}
          >
            <IconPlayerStop size={17} />
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  );
}
