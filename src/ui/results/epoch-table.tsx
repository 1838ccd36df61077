import type { EpochFigures } from '../../core/task';
import { formatPercent, formatSeconds } from '../format';
import { SimpleTable } from '../simple-table';

export function EpochTable({ epochs }: { epochs: readonly EpochFigures[] }) {
  return (
    <SimpleTable
      caption="Epochs"
      header={['epoch', 'accuracy', 'loss', 'val_accuracy', 'val_loss', 'time', 'ms/step']}
      rows={epochs.map((epoch, i) => [
        String(i + 1),
        formatPercent(epoch.accuracy),
        epoch.loss.toFixed(4),
        formatPercent(epoch.valAccuracy),
        epoch.valLoss.toFixed(4),
        formatSeconds(epoch.seconds),
        epoch.msPerStep.toFixed(1),
      ])}
    />
  );
}
