import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import type { RunResult } from '../../core/run';
import { useLab } from '../../state/lab';
import { downloadText, fileNameOf } from '../download';

export type PythonForm = 'script' | 'notebook';

const files = {
  script: { ending: 'py', type: 'text/x-python' },
  notebook: { ending: 'ipynb', type: 'application/x-ipynb+json' },
} as const;

/** Writes results, and what they start from, as a Python file; says why when that cannot be. */
export function usePythonExport() {
  const lab = useLab();
  return useCallback(
    async (form: PythonForm, title: string, wanted: readonly RunResult[]): Promise<void> => {
      const { dataset } = lab.dataset.getState();
      if (!dataset) return;
      const { pythonScript, pythonNotebook } = await import('../../export/python/export');
      const write = form === 'script' ? pythonScript : pythonNotebook;
      const all = lab.results.getState().results;
      const written = write({ title, version: __APP_VERSION__, dataset, wanted, all });
      const { ending, type } = files[form];
      if (written.ok) {
        downloadText(`${fileNameOf(title)}.${ending}`, written.value, type);
      } else {
        notifications.show({
          color: 'red',
          title: 'This cannot be exported',
          message: written.error.message,
          autoClose: 12_000,
        });
      }
    },
    [lab],
  );
}
