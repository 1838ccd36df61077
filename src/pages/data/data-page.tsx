import { Stack } from '@mantine/core';
import { useData } from '../../state/lab';
import { PageIntro } from '../../ui/section';
import { DatasetView } from './dataset-view';
import { EarlierSessions } from './earlier-sessions';
import { OpenFiles } from './open-files';
import { ReadState } from './read-state';
import { SampleCards } from './sample-cards';

export function DataPage() {
  const { dataset } = useData();
  return (
    <>
      <PageIntro title={dataset ? 'Data' : 'Start with your images'}>
        A CSV with one image per row: a label column, if there is one, and one column per pixel.
        Your data never leaves this tab.
      </PageIntro>
      <Stack gap="lg">
        <OpenFiles compact={dataset !== undefined} />
        <ReadState />
        {!dataset && <SampleCards />}
        {dataset && <DatasetView dataset={dataset} />}
        {dataset && <SampleCards />}
        <EarlierSessions />
      </Stack>
    </>
  );
}
