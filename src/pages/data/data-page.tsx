import { Stack } from '@mantine/core';
import { useDataset } from '../../state/lab';
import { PageIntro } from '../../ui/section';
import { DatasetView } from './dataset-view';
import { EarlierSessions } from './earlier-sessions';
import { OpenFiles } from './open-files';
import { ReadState } from './read-state';
import { SampleCards } from './sample-cards';

export function DataPage() {
  const dataset = useDataset();
  return (
    <>
      {dataset ? (
        <PageIntro title="Data">
          A CSV with one image per row: a label column, if there is one, and one column per pixel.
          Your data never leaves this tab.
        </PageIntro>
      ) : (
        <PageIntro title="Thousands of images, few labels">
          Draw them as a map, find groups, train a network; label a few by hand, or bring labels
          along, spread them to all the others, and see how far each result can be trusted. Nothing
          is installed. <b>Your data never leaves this tab.</b>
        </PageIntro>
      )}
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
