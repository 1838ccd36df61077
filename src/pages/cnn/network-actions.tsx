import { Button, Group, Text } from '@mantine/core';
import { IconTable, IconTestPipe, IconTopologyStar3 } from '@tabler/icons-react';
import { useState } from 'react';
import type { RunResult } from '../../core/run';
import type { Dataset } from '../../data/dataset';
import { FailureAlert } from '../../ui/failure-alert';
import { DownloadModel } from './download-model';
import { TrainOn } from './train-on';
import { useAfterTraining } from './use-after-training';

/** What a trained network is good for: features to cluster and draw, and predictions. */
export function NetworkActions({ network, dataset }: { network: RunResult; dataset: Dataset }) {
  const { clusterFeatures, predict, error, clearError } = useAfterTraining(network, dataset);
  const [busy, setBusy] = useState(false);
  const model = network.value.kind === 'model' ? network.value.model : undefined;
  const once = (work: () => Promise<void>) => async () => {
    setBusy(true);
    await work();
    setBusy(false);
  };
  return (
    <>
      <Group gap="sm">
        <Button
          variant="light"
          leftSection={<IconTopologyStar3 size={17} />}
          disabled={busy}
          data-testid="cnn-features"
          onClick={() => void once(clusterFeatures)()}
        >
          Features → k-means → t-SNE
        </Button>
        <Button
          variant="light"
          leftSection={<IconTestPipe size={17} />}
          disabled={busy || !dataset.test}
          data-testid="cnn-predict"
          onClick={() => void once(() => predict('test'))()}
        >
          Predict the test set
        </Button>
        {network.spec.action === 'open' && (
          <Button
            variant="light"
            leftSection={<IconTable size={17} />}
            disabled={busy}
            data-testid="cnn-predict-open"
            onClick={() => void once(() => predict('train'))()}
          >
            Predict all rows
          </Button>
        )}
        {model?.kind === 'network' && (
          <>
            <TrainOn network={network} model={model} />
            <DownloadModel network={network} model={model} table={dataset.train} />
          </>
        )}
        {!dataset.test && (
          <Text size="xs" c="dimmed">
            Open a test file on the Data page to predict it.
          </Text>
        )}
      </Group>
      {error && <FailureAlert error={error} onClose={clearError} />}
    </>
  );
}
