import { Stack } from '@mantine/core';
import { IconTags } from '@tabler/icons-react';
import type { Dataset } from '../../data/dataset';
import { useResults } from '../../state/lab';
import { useMethodChoice } from '../../state/use-method-choice';
import { EmptyState } from '../../ui/empty-state';
import { JobList } from '../../ui/job-list';
import { LabellingResult } from '../../ui/results/labelling-result';
import { PredictionResult } from '../../ui/results/prediction-result';
import { ResultList } from '../../ui/results/result-list';
import { PageIntro } from '../../ui/section';
import { WithDataset, Workbench } from '../../ui/workbench';
import { BudgetSection } from './budget-section';
import { HandSection } from './hand-section';
import { LabellingActions } from './labelling-actions';
import { SemiForm } from './semi-form';
import { hasLabelled } from './use-hand-problem';

export function SemiPage() {
  return (
    <>
      <PageIntro title="Semi-supervised">
        Spread a few labels to all the other images along the graph of nearest neighbours.
      </PageIntro>
      <WithDataset>
        {(dataset) => (
          <Stack gap="lg">
            <HandSection table={dataset.train} />
            <Semi dataset={dataset} />
            {hasLabelled(dataset.train) && <BudgetSection dataset={dataset} />}
          </Stack>
        )}
      </WithDataset>
    </>
  );
}

function Semi({ dataset }: { dataset: Dataset }) {
  const { offered } = useMethodChoice('semi', 'semi');
  const ids = offered.map((method) => method.id);
  const results = useResults().filter((result) => ids.includes(result.method));
  return (
    <Workbench title="Spread labels" form={<SemiForm table={dataset.train} />}>
      <JobList methods={[...ids, 'pca', 'contrastive', 'tsne']} />
      <ResultList
        page="semi"
        results={results}
        render={(result) =>
          result.value.kind === 'predictions' ? (
            <PredictionResult result={result} />
          ) : (
            <>
              <LabellingActions labelling={result} dataset={dataset} />
              <LabellingResult result={result} />
            </>
          )
        }
      />
      {results.length === 0 && (
        <EmptyState icon={IconTags} title="Nothing spread yet">
          {hasLabelled(dataset.train)
            ? 'Keep a tenth of the labels, hide the rest, and see how many come back right. On digits it is about 97 of 100.'
            : 'This file has no labels. Give a few images of each class one by hand, above, and spread them to all the others.'}
        </EmptyState>
      )}
    </Workbench>
  );
}
