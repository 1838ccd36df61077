import type { RunResult } from '../core/run';
import { formatNumber, formatPercent } from './format';
import { SimpleTable } from './simple-table';

const isNumbers = (value: unknown): value is ArrayLike<number> =>
  Array.isArray(value) || value instanceof Float64Array || value instanceof Float32Array;

/** Variance each component explains, for the models that tell it. */
export function VarianceList({ result }: { result: RunResult }) {
  const model =
    result.value.kind === 'model' ? (result.value.model as object as Record<string, unknown>) : {};
  const variance = model.explainedVariance;
  const ratio = model.explainedVarianceRatio;
  if (!isNumbers(variance) || !isNumbers(ratio)) return null;
  let sum = 0;
  const rows = Array.from(variance, (value, i) => {
    sum += ratio[i];
    return [String(i + 1), formatNumber(value, 2), formatPercent(ratio[i]), formatPercent(sum)];
  });
  return (
    <SimpleTable
      caption="Explained variance"
      header={['component', 'explained variance', 'share', 'together']}
      rows={rows.slice(0, 10)}
    />
  );
}
