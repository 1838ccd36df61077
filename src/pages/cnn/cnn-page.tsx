import { IconBinaryTree2 } from '@tabler/icons-react';
import type { Dataset } from '../../data/dataset';
import { useHandLabels, useIsRunning, useResults, useRunningJob } from '../../state/lab';
import { useMethodChoice } from '../../state/use-method-choice';
import { EmbeddingResult } from '../../ui/results/embedding-result';
import { EmptyState } from '../../ui/empty-state';
import { JobList } from '../../ui/job-list';
import { NetworkResult } from '../../ui/results/network-result';
import { PredictionResult } from '../../ui/results/prediction-result';
import { ResultList } from '../../ui/results/result-list';
import { PageIntro } from '../../ui/section';
import { WithDataset, Workbench } from '../../ui/workbench';
import { CnnForm } from './cnn-form';
import { LiveTraining } from './live-training';
import { NetworkActions } from './network-actions';
import { OpenModel } from './open-model';

export function CnnPage() {
  return (
    <>
      <PageIntro title="CNN">
        Train a small convolutional network on the labelled images, then use what it learned: its
        predictions, and its features for clustering.
      </PageIntro>
      <WithDataset>{(dataset) => <Cnn dataset={dataset} />}</WithDataset>
    </>
  );
}

function Cnn({ dataset }: { dataset: Dataset }) {
  const { offered } = useMethodChoice('cnn', 'neural');
  const ids = offered.map((method) => method.id);
  const results = useResults().filter((result) => ids.includes(result.method));
  const running = useIsRunning(ids);
  const { codes } = useHandLabels();
  const labelled = dataset.train.labels !== undefined || codes.size > 0;
  return (
    <Workbench
      title={labelled ? 'Train a network' : 'Use a network'}
      form={
        <>
          {labelled && <CnnForm table={dataset.train} />}
          <OpenModel dataset={dataset} />
        </>
      }
    >
      <JobList methods={[...ids, 'kmeans', 'tsne']} />
      <Live methods={ids} />
      <ResultList
        page="cnn"
        results={results}
        render={(result) => {
          if (result.value.kind === 'predictions') return <PredictionResult result={result} />;
          if (result.value.kind === 'features') return <EmbeddingResult result={result} />;
          return (
            <>
              <NetworkActions network={result} dataset={dataset} />
              <NetworkResult result={result} />
            </>
          );
        }}
      />
      {results.length === 0 && !running && !labelled && (
        <EmptyState icon={IconBinaryTree2} title="No labels in this file">
          A network learns from labels. Give some images one by hand on the Semi-supervised page,
          open a file with a label column, or a model that was trained before: it predicts these
          images.
        </EmptyState>
      )}
      {results.length === 0 && !running && labelled && (
        <EmptyState icon={IconBinaryTree2} title="No network yet">
          Three convolutions and two dense layers, trained on 80 % of the rows and checked on the
          rest. The curves appear here while it learns.
        </EmptyState>
      )}
    </Workbench>
  );
}

function Live({ methods }: { methods: readonly string[] }) {
  const job = useRunningJob(methods);
  return job && <LiveTraining job={job} />;
}
