import { IconTopologyStar3 } from '@tabler/icons-react';
import type { ImageTable } from '../../data/dataset';
import { useResults } from '../../state/lab';
import { useMethodChoice } from '../../state/use-method-choice';
import { ClusteringResult } from '../../ui/results/clustering-result';
import { EmptyState } from '../../ui/empty-state';
import { JobList } from '../../ui/job-list';
import { ResultList } from '../../ui/results/result-list';
import { PageIntro } from '../../ui/section';
import { WithDataset, Workbench } from '../../ui/workbench';
import { ClusterForm } from './cluster-form';

export function ClusterPage() {
  return (
    <>
      <PageIntro title="Cluster">
        Sort images into groups without using a label. Where labels exist they only score the
        result.
      </PageIntro>
      <WithDataset>{(dataset) => <Cluster table={dataset.train} />}</WithDataset>
    </>
  );
}

function Cluster({ table }: { table: ImageTable }) {
  const { offered } = useMethodChoice('cluster', 'cluster');
  const ids = offered.map((method) => method.id);
  const results = useResults().filter((result) => ids.includes(result.method));
  return (
    <Workbench title="New clustering" form={<ClusterForm table={table} />}>
      <JobList methods={ids} />
      <ResultList
        page="cluster"
        results={results}
        render={(result) => <ClusteringResult result={result} />}
      />
      {results.length === 0 && (
        <EmptyState icon={IconTopologyStar3} title="No clustering yet">
          Clusters are far better on a t-SNE picture or on the CNN’s features than on pixels: make
          one of these first, then choose it as the input here.
        </EmptyState>
      )}
    </Workbench>
  );
}
