import { Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useState } from 'react';
import { toFailure, type Failure } from '../../core/failure';
import type { Dataset } from '../../data/dataset';
import { useLab } from '../../state/lab';
import { OpenFileButton } from '../../ui/open-file-button';
import { FailureAlert } from '../../ui/failure-alert';

const INPUT = { from: 'pixels', table: 'train', rows: { kind: 'all' }, scaling: 'unit' } as const;

/** Reads a network from a file, ready for the open data, and checks it on the rows that have a label. */
export function OpenModel({ dataset }: { dataset: Dataset }) {
  const lab = useLab();
  const [error, setError] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const open = async (file: File) => {
    setError(undefined);
    setBusy(true);
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const { readNetwork } = await import('../../export/model/read');
      const { adopt } = await import('../../export/model/adopt');
      const opened = adopt(readNetwork(bytes), dataset.train);
      const outcome = await lab.start(
        { action: 'open', method: 'cnn', file: file.name, input: INPUT },
        { opened },
      );
      if (!outcome.ok && outcome.error.code !== 'cancelled') setError(outcome.error);
    } catch (thrown) {
      setError(toFailure(thrown));
    }
    setBusy(false);
  };
  const sayTooMany = () =>
    setError({ code: 'badInput', message: 'Drop one model file at a time.' });
  return (
    <Dropzone
      onDrop={([file]) => void open(file)}
      onReject={sayTooMany}
      multiple={false}
      activateOnClick={false}
      activateOnKeyboard={false}
      inputProps={{ 'aria-label': 'Drop a model file here', tabIndex: -1 }}
      styles={{ root: { cursor: 'default', padding: 8 }, inner: { pointerEvents: 'all' } }}
      tabIndex={-1}
      role="presentation"
      data-testid="drop-model"
    >
      <Stack gap={6}>
        <OpenFileButton
          label="Model file"
          accept=".zip,application/zip"
          testId="open-model"
          fullWidth
          loading={busy}
          onFile={(file) => void open(file)}
        >
          Open a model…
        </OpenFileButton>
        <Text size="xs" c="dimmed">
          Or drop it here. A .zip from here or from tfjs: it predicts and gives features without
          training.
        </Text>
        {error && <FailureAlert error={error} onClose={() => setError(undefined)} />}
      </Stack>
    </Dropzone>
  );
}
