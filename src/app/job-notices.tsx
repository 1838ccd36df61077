import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useLab } from '../state/lab';

/** Says that a job ended, wherever the person is by then. */
export function JobNotices() {
  const lab = useLab();
  useEffect(
    () =>
      lab.jobs.subscribe(({ jobs }, { jobs: before }) => {
        if (lab.study.getState().state === 'running') return;
        for (const job of jobs) {
          const earlier = before.find((each) => each.id === job.id);
          if (!earlier || earlier.state === job.state) continue;
          if (job.state === 'done') {
            notifications.show({ color: 'teal', title: 'Finished', message: job.title });
          } else if (job.state === 'failed') {
            notifications.show({
              color: 'red',
              title: `${job.title} failed`,
              message: job.error?.message ?? 'No reason was given.',
              autoClose: 10_000,
            });
          }
        }
      }),
    [lab],
  );
  return null;
}
