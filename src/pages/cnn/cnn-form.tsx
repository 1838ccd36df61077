import { Divider, Select, Text } from '@mantine/core';
import type { InputSpec } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import { useMethodForm } from '../../state/method-form';
import { useLab, useSettings } from '../../state/lab';
import { useMethodChoice } from '../../state/use-method-choice';
import { useEstimate } from '../../state/use-estimate';
import { useRun } from '../../state/use-run';
import { FailureAlert } from '../../ui/failure-alert';
import { formatCount } from '../../ui/format';
import { ParamForm } from '../../ui/form/param-form';
import { MethodChoice } from '../../ui/method-choice';
import { RunButton } from '../../ui/run-button';
import { PresetChoice } from './preset-choice';
import { useLabelsToLearn } from './use-labels-to-learn';

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

export function CnnForm({ table }: { table: ImageTable }) {
  const lab = useLab();
  const { tensorBackend } = useSettings();
  const { offered, method, choose } = useMethodChoice('cnn', 'neural');
  const { params, setParams, valid } = useMethodForm('cnn', method);
  const { run, error, clearError } = useRun('cnn');
  const labels = useLabelsToLearn(table);
  const onProcessor = tensorBackend === 'auto' || tensorBackend === 'wasm';
  const estimate = useEstimate(
    method && valid && onProcessor ? [{ method: method.id, params, input: INPUT }] : undefined,
  );
  if (!method) return null;
  return (
    <>
      <MethodChoice methods={offered} value={method} onChange={choose} />
      <PresetChoice values={params} onChange={setParams} />
      {labels.offered.length > 0 && (
        <Select
          label="Labels to learn from"
          data={labels.offered}
          value={labels.chosen}
          allowDeselect={false}
          onChange={(next) => next && labels.ask(next)}
          data-testid="cnn-labels"
        />
      )}
      {labels.chosen !== 'file' && (
        <Text size="xs" c="dimmed">
          {formatCount(labels.count)} labels given by hand. With few of them “Self-training with a
          network”, on the Semi-supervised page, learns from the other images too.
        </Text>
      )}
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
        onRun={() => {
          const given = labels.given();
          const spec = { action: 'fit', method: method.id, params, input: INPUT } as const;
          void run(given ? { ...spec, labels: given } : spec);
        }}
      />
    </>
  );
}
