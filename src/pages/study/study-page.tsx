import { Stack } from '@mantine/core';
import { useDataset } from '../../state/lab';
import { stages } from '../../study/stages';
import { PageIntro } from '../../ui/section';
import { WithDataset } from '../../ui/workbench';
import { ExperimentRow } from './experiment-row';
import { StageTitle } from './stage-title';
import { StudyBar } from './study-bar';
import { StudyDownloads } from './study-downloads';
import { StudyOutline } from './study-outline';

export function StudyPage() {
  const dataset = useDataset();
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
            {stages.map((stage) => (
              <Stack
                key={stage.title}
                component="section"
                gap="sm"
                mt="md"
                aria-label={stage.title}
              >
                <StageTitle stage={stage} />
                {stage.experiments.map((experiment) => (
                  <ExperimentRow key={experiment.key} experiment={experiment} dataset={dataset} />
                ))}
              </Stack>
            ))}
          </Stack>
        )}
      </WithDataset>
      {!dataset && <StudyOutline />}
    </>
  );
}
