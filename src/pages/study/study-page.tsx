import { Stack } from '@mantine/core';
import { experiments } from '../../study/experiments';
import { PageIntro } from '../../ui/section';
import { WithDataset } from '../../ui/workbench';
import { ExperimentRow } from './experiment-row';
import { StudyBar } from './study-bar';
import { StudyDownloads } from './study-downloads';

export function StudyPage() {
  return (
    <>
      <PageIntro title="The study">
        “Semi-supervised Clustering in Image Analysis”: a notebook’s eleven experiments, run here in
        order on your data, with the figures it published beside yours.
      </PageIntro>
      <WithDataset>
        {(dataset) => (
          <Stack gap="md">
            <StudyBar />
            <StudyDownloads dataset={dataset} />
            {experiments.map((experiment) => (
              <ExperimentRow key={experiment.key} experiment={experiment} dataset={dataset} />
            ))}
          </Stack>
        )}
      </WithDataset>
    </>
  );
}
