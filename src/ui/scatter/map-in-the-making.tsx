import { Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { RunResult } from '../../core/run';
import type { Job } from '../../engine/jobs';
import { useTableOf } from '../../state/lab';
import { useMapJob } from '../../state/maps-to-come';
import { JobRow } from '../job-list';
import { verdictColoring } from './coloring';
import { LiveMap } from './live-map';

/** As high as the map that takes this place: what is below it must not move from under the pointer. */
const MIN_HEIGHT = 573;
const PICTURE_HEIGHT = 340;

/** Where the map of a result's rows will be: its job, and the picture so far in the result's own colours. */
export function MapInTheMaking({ result }: { result: RunResult }) {
  const job = useMapJob(result.spec.input);
  return (
    <Stack component="section" aria-label="Map in the making" gap="sm" mih={MIN_HEIGHT}>
      {job ? (
        <>
          <JobRow job={job} />
          <Moving job={job} result={result} />
        </>
      ) : (
        <Text size="sm" c="dimmed">
          A map of these rows comes here.
        </Text>
      )}
    </Stack>
  );
}

function Moving({ job, result }: { job: Job; result: RunResult }) {
  const table = useTableOf(result);
  const coloring = useMemo(
    () => verdictColoring(result, job.rows, table),
    [result, job.rows, table],
  );
  return <LiveMap job={job} coloring={coloring} height={PICTURE_HEIGHT} />;
}
