import { Divider, Select } from '@mantine/core';
import type { InputSpec } from '../../core/run';
import { useMethodForm } from '../../state/method-form';
import { useLab, useSettings } from '../../state/lab';
import { useMethodChoice } from '../../state/use-method-choice';
import { useEstimate } from '../../state/use-estimate';
import { useRun } from '../../state/use-run';
import { FailureAlert } from '../../ui/failure-alert';
import { ParamForm } from '../../ui/form/param-form';
import { MethodChoice } from '../../ui/method-choice';
import { RunButton } from '../../ui/run-button';
import { PresetChoice } from './preset-choice';

const backends = [
  { value: 'auto', label: 'The fastest here (timed first)' },
  { value: 'wasm', label: 'WebAssembly (processor)' },
  { value: 'webgl', label: 'WebGL (graphics card)' },
  { value: 'webgpu', label: 'WebGPU (graphics card)' },
] as const;
type Backend = (typeof backends)[number]['value'];

const INPUT: InputSpec = {
  from: 'pixels',
  table: 'train',
  rows: { kind: 'all' },
  scaling: 'unit',
};

export function CnnForm() {
  const lab = useLab();
  const { tensorBackend } = useSettings();
  const { offered, method, choose } = useMethodChoice('cnn', 'neural');
  const { params, setParams, valid } = useMethodForm('cnn', method);
  const { run, error, clearError } = useRun('cnn');
  const onProcessor = tensorBackend === 'auto' || tensorBackend === 'wasm';
  const estimate = useEstimate(
    method && valid && onProcessor ? [{ method: method.id, params, input: INPUT }] : undefined,
  );
  if (!method) return null;
  return (
    <>
      <MethodChoice methods={offered} value={method} onChange={choose} />
      <PresetChoice values={params} onChange={setParams} />
      <Select
        label="Compute on"
        description="Which tensor backend trains the network."
        data={backends}
        value={tensorBackend}
        allowDeselect={false}
        onChange={(next) => next && lab.settings.setState({ tensorBackend: next as Backend })}
        data-testid="tensor-backend"
      />
      <Divider label="Parameters" labelPosition="left" />
      <ParamForm specs={method.params} values={params} onChange={setParams} />
      {error && <FailureAlert error={error} onClose={clearError} />}
      <RunButton
        method={method.id}
        label="Train"
        estimate={estimate}
        problem={valid ? undefined : 'A value above needs another look.'}
        onRun={() =>
          void run({
            action: 'fit',
            method: method.id,
            params,
            input: INPUT,
          })
        }
      />
    </>
  );
}
