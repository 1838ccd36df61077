import { Stack } from '@mantine/core';
import { IconTags } from '@tabler/icons-react';
import type { ImageTable } from '../../data/dataset';
import { useResults } from '../../state/lab';
import { useMethodChoice } from '../../state/use-method-choice';
import { EmptyState } from '../../ui/empty-state';
import { JobList } from '../../ui/job-list';
import { LabellingResult } from '../../ui/labelling-result';
import { ResultList } from '../../ui/result-list';
import { PageIntro } from '../../ui/section';
import { WithDataset, Workbench } from '../../ui/workbench';
import { BudgetSection } from './budget-section';
import { SemiForm } from './semi-form';

export function SemiPage() {
  return (
    <>
      <PageIntro title="Semi-supervised">
        Spread a few labels to all the other images along the graph of nearest neighbours.
      </PageIntro>
      <WithDataset>
        {(dataset) => (
          <Stack gap="lg">
            <Semi table={dataset.train} />
            {dataset.train.labels && <BudgetSection dataset={dataset} />}
          </Stack>
        )}
      </WithDataset>
    </>
  );
}

function Semi({ table }: { table: ImageTable }) {
  const { offered } = useMethodChoice('semi', 'semi');
  const ids = offered.map((method) => method.id);
  const results = useResults().filter((result) => ids.includes(result.method));
  if (!table.labels) {
    return (
      <EmptyState icon={IconTags} title="No labels in this file">
        Spreading needs at least one labelled image per class. Open a file with a label column; rows
        with a blank label are the unlabelled ones.
      </EmptyState>
    );
  }
  return (
    <Workbench title="Spread labels" form={<SemiForm table={table} />}>
      <JobList methods={[...ids, 'pca', 'tsne']} />
      <ResultList
        page="semi"
        results={results}
        render={(result) => <LabellingResult result={result} />}
      />
      {results.length === 0 && (
        <EmptyState icon={IconTags} title="Nothing spread yet">
          Keep a tenth of the labels, hide the rest, and see how many come back right. On digits it
          is about 95 of 100.
        </EmptyState>
      )}
    </Workbench>
  );
}
