import type { RunResult } from '../../core/run';
import { formatNumber, formatPercent } from '../format';
import { SimpleTable } from '../simple-table';

const isNumbers = (value: unknown): value is ArrayLike<number> =>
  Array.isArray(value) || value instanceof Float64Array || value instanceof Float32Array;

const sumTo = (values: ArrayLike<number>, last: number): number =>
  Array.from({ length: last + 1 }, (_, i) => values[i]).reduce((sum, value) => sum + value, 0);

/** Variance each component explains, for the models that tell it. */
export function VarianceList({ result }: { result: RunResult }) {
  const model =
    result.value.kind === 'model' ? (result.value.model as object as Record<string, unknown>) : {};
  const variance = model.explainedVariance;
  const ratio = model.explainedVarianceRatio;
  if (!isNumbers(variance) || !isNumbers(ratio)) return null;
  const rows = Array.from(variance, (value, i) => [
    String(i + 1),
    formatNumber(value, 2),
    formatPercent(ratio[i]),
    formatPercent(sumTo(ratio, i)),
  ]);
  return (
    <SimpleTable
      caption="Explained variance"
      header={['component', 'explained variance', 'share', 'together']}
      rows={rows.slice(0, 10)}
    />
  );
}
