import { IconChartDots3 } from '@tabler/icons-react';
import type { ImageTable } from '../../data/dataset';
import { useIsRunning, useResults, useRunningJob } from '../../state/lab';
import { useMethodChoice } from '../../state/use-method-choice';
import { EmbeddingResult } from '../../ui/results/embedding-result';
import { EmptyState } from '../../ui/empty-state';
import { JobList } from '../../ui/job-list';
import { LiveEmbedding } from '../../ui/scatter/live-embedding';
import { ResultList } from '../../ui/results/result-list';
import { PageIntro } from '../../ui/section';
import { WithDataset, Workbench } from '../../ui/workbench';
import { ReduceForm } from './reduce-form';

export function ReducePage() {
  return (
    <>
      <PageIntro title="Reduce">
        Turn each image’s hundreds of pixels into two or three numbers, so that images that look
        alike lie together.
      </PageIntro>
      <WithDataset>{(dataset) => <Reduce table={dataset.train} />}</WithDataset>
    </>
  );
}

function Reduce({ table }: { table: ImageTable }) {
  const { offered } = useMethodChoice('reduce', 'reduce');
  const ids = offered.map((method) => method.id);
  const results = useResults().filter((result) => ids.includes(result.method));
  const running = useIsRunning(ids);
  return (
    <Workbench title="New picture" form={<ReduceForm table={table} />}>
      <JobList methods={ids} />
      <Live methods={ids} />
      <ResultList
        page="reduce"
        results={results}
        render={(result) => <EmbeddingResult result={result} />}
      />
      {results.length === 0 && !running && (
        <EmptyState icon={IconChartDots3} title="No picture yet">
          PCA takes a moment and is a good first look; t-SNE shows the groups best. Choose a method
          and press Run: the results stay here side by side.
        </EmptyState>
      )}
    </Workbench>
  );
}

function Live({ methods }: { methods: readonly string[] }) {
  const job = useRunningJob(methods);
  return job && <LiveEmbedding job={job} />;
}
