import { defaultsOf } from '../../core/params';
import type { RunResult } from '../../core/run';
import type { Dataset } from '../../data/dataset';
import { methodById } from '../../methods/registry';
import { useRun } from '../../state/use-run';

/** Runs that start from a trained network; each leaves its own result. */
export function useAfterTraining(network: RunResult, dataset: Dataset) {
  const { run, error, clearError } = useRun('cnn');
  const opened = network.spec.action === 'open';

  async function clusterFeatures(): Promise<void> {
    const features = await run(
      {
        action: 'transform',
        model: network.id,
        input: {
          from: 'pixels',
          table: 'train',
          // A network from a file was trained on none of these rows.
          rows: opened ? { kind: 'all' } : { kind: 'splitOf', result: network.id, part: 'train' },
          scaling: 'unit',
        },
      },
      `Features of ${network.name}`,
    );
    if (!features.ok) return;
    const input = { from: 'result', result: features.value.id } as const;
    const nClusters = dataset.train.classes.length;
    const clusters = await run(
      {
        action: 'fit',
        method: 'kmeans',
        params: { ...defaultsOf(methodById('kmeans').params), nClusters },
        input,
      },
      `k-means on features of ${network.name}`,
    );
    if (!clusters.ok) return;
    await run(
      { action: 'fit', method: 'tsne', params: defaultsOf(methodById('tsne').params), input },
      `t-SNE of features of ${network.name}`,
    );
  }

  async function predict(table: 'train' | 'test'): Promise<void> {
    await run(
      {
        action: 'predict',
        model: network.id,
        input: { from: 'pixels', table, rows: { kind: 'all' }, scaling: 'unit' },
      },
      `${table === 'test' ? 'Test set' : 'All rows'} by ${network.name}`,
    );
  }

  return { clusterFeatures, predict, error, clearError };
}
