import { Divider, Text } from '@mantine/core';
import type { AnyMethod } from '../../core/method';
import { defaultsOf, type AnyParams } from '../../core/params';
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

/** Clusters to begin with where the data tells of no classes. */
const SOME = 10;

/** As many clusters as classes: with the defaults, 1 and 8, a first clustering shows little. */
function beginningsOf(
  method: AnyMethod | undefined,
  { classes }: Pick<ImageTable, 'classes'>,
): AnyParams {
  const name = ['nClusters', 'nComponents'].find((one) => method && one in method.params);
  return name ? { [name]: classes.length > 1 ? classes.length : SOME } : {};
}

export function ClusterForm({ table }: { table: ImageTable }) {
  const { offered, method, choose } = useMethodChoice('cluster', 'cluster');
  const beginnings = beginningsOf(method, table);
  const { params, setParams, valid } = useMethodForm('cluster', method, beginnings);
  const [source, setSource] = useInputSource('cluster', 'pixels');
  const [rows, setRows] = usePageState('cluster.rows', ALL);
  const [scaling, setScaling] = usePageState<Scaling>('cluster.scaling', 'unit');
  const { run, error, clearError } = useRun('cluster');
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
      {Object.keys(beginnings).map((name) => (
        <Text key={name} size="xs" c="dimmed">
          {`It begins with ${beginnings[name]} clusters${table.classes.length > 1 ? ', one for each class' : ''}; scikit-learn’s own default is ${defaultsOf(method.params)[name]}.`}
        </Text>
      ))}
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
