import { Divider } from '@mantine/core';
import type { InputSpec, RowSelection, Scaling } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import { useMethodForm } from '../../state/method-form';
import { usePageState } from '../../state/page-state';
import { useInputSource } from '../../state/use-input-source';
import { useMethodChoice } from '../../state/use-method-choice';
import { useEstimate } from '../../state/use-estimate';
import { useRun } from '../../state/use-run';
import { FailureAlert } from '../../ui/failure-alert';
import { ParamForm } from '../../ui/form/param-form';
import { RowsControl, rowsProblem } from '../../ui/form/rows-control';
import { ScalingControl } from '../../ui/form/scaling-control';
import { MethodChoice } from '../../ui/method-choice';
import { ResultPicker } from '../../ui/results/result-picker';
import { RunButton } from '../../ui/run-button';

const ALL: RowSelection = { kind: 'all' };
const FIFTH: RowSelection = { kind: 'stride', step: 5 };
/** Above this many rows a first picture of a fifth of them comes much sooner. */
const MANY_ROWS = 10_000;

export function ReduceForm({ table }: { table: ImageTable }) {
  const { offered, method, choose } = useMethodChoice('reduce', 'reduce');
  const { params, setParams, valid } = useMethodForm('reduce', method);
  const [source, setSource] = useInputSource('reduce', 'pixels');
  const [rows, setRows] = usePageState('reduce.rows', table.rows > MANY_ROWS ? FIFTH : ALL);
  const [scaling, setScaling] = usePageState<Scaling>('reduce.scaling', 'raw');
  const { run, error, clearError } = useRun('reduce');
  const input: InputSpec =
    source === 'pixels'
      ? { from: 'pixels', table: 'train', rows, scaling }
      : { from: 'result', result: source };
  const rowsWrong = source === 'pixels' && rowsProblem(rows, table.rows) !== undefined;
  const problem = valid && !rowsWrong ? undefined : 'A value above needs another look.';
  const runnable = method !== undefined && problem === undefined;
  const estimate = useEstimate(runnable ? [{ method: method.id, params, input }] : undefined);
  if (!method) return null;
  return (
    <>
      <MethodChoice methods={offered} value={method} onChange={choose} />
      <Divider label="Input" labelPosition="left" />
      <ResultPicker label="Start from" value={source} onChange={setSource} />
      {source === 'pixels' && (
        <>
          <RowsControl
            value={rows}
            onChange={setRows}
            total={table.rows}
            hasLabels={table.labels !== undefined}
          />
          <ScalingControl value={scaling} onChange={setScaling} pixelMax={table.pixelMax} />
        </>
      )}
      <Divider label="Parameters" labelPosition="left" />
      <ParamForm key={method.id} specs={method.params} values={params} onChange={setParams} />
      {error && <FailureAlert error={error} onClose={clearError} />}
      <RunButton
        method={method.id}
        label={`Run ${method.title}`}
        problem={problem}
        estimate={estimate}
        onRun={() => void run({ action: 'fit', method: method.id, params, input })}
      />
    </>
  );
}
