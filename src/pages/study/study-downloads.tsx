import { Button, Group, Text } from '@mantine/core';
import {
  IconBrandPython,
  IconFileCode,
  IconFileText,
  IconNotebook,
  IconPhoto,
  IconTable,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Dataset } from '../../data/dataset';
import { useExperiments, useLab, useResults } from '../../state/lab';
import { FailureAlert } from '../../ui/failure-alert';
import { toFailure, type Failure } from '../../core/failure';
import { downloadBlob, downloadText } from '../../ui/download';
import { submissionCsv } from '../../ui/results/submission';
import { usePythonExport, type PythonForm } from '../../ui/results/use-python-export';
import { plotsZip, reportPage } from './report/files';
import type { StudyContents } from './study-plots';

/** What the study leaves behind, as files. */
export function StudyDownloads({ dataset }: { dataset: Dataset }) {
  const lab = useLab();
  const runs = useExperiments();
  const results = useResults();
  const exportPython = usePythonExport();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Failure>();
  const any = Object.values(runs).some((run) => run.state === 'done');
  const predictions = results.find((one) => one.id === runs.test.results.predictions);
  if (!any) return null;

  const save = (work: () => Promise<void> | void) => () => {
    setBusy(true);
    setError(undefined);
    void (async () => {
      try {
        await work();
      } catch (thrown) {
        setError(toFailure(thrown));
      }
      setBusy(false);
    })();
  };
  const contents = (): StudyContents => ({
    study: lab.study.getState(),
    results,
    dataset,
    cells: lab.budget.getState().cells,
  });
  const saveJson = () =>
    downloadText(
      'report.json',
      `${JSON.stringify(lab.studyReport(), null, 2)}\n`,
      'application/json',
    );
  const saveHtml = async () => {
    const report = lab.studyReport();
    if (report) downloadText('report.html', await reportPage(report, contents()), 'text/html');
  };
  const saveZip = async () => downloadBlob('plots.zip', await plotsZip(contents()));
  const savePredictions = () => {
    if (predictions?.value.kind === 'predictions') {
      downloadText(
        'predictions.csv',
        submissionCsv(predictions.value.prediction.labels, dataset.train.classes),
        'text/csv',
      );
    }
  };
  const savePython = (form: PythonForm) => () => {
    const ids = new Set(Object.values(runs).flatMap((run) => Object.values(run.results)));
    return exportPython(
      form,
      'study',
      results.filter(({ id }) => ids.has(id)),
    );
  };
  const common = { variant: 'default', size: 'sm', disabled: busy } as const;
  return (
    <>
      <Group gap="sm">
        <Text size="sm" c="dimmed">
          Take it with you
        </Text>
        <Button
          {...common}
          leftSection={<IconFileText size={16} />}
          onClick={save(saveHtml)}
          data-testid="download-report-html"
        >
          report.html
        </Button>
        <Button
          {...common}
          leftSection={<IconFileCode size={16} />}
          onClick={save(saveJson)}
          data-testid="download-report-json"
        >
          report.json
        </Button>
        <Button
          {...common}
          leftSection={<IconTable size={16} />}
          disabled={busy || !predictions}
          onClick={save(savePredictions)}
          data-testid="download-predictions"
        >
          predictions.csv
        </Button>
        <Button
          {...common}
          leftSection={<IconPhoto size={16} />}
          onClick={save(saveZip)}
          data-testid="download-plots"
        >
          plots.zip
        </Button>
        <Button
          {...common}
          leftSection={<IconBrandPython size={16} />}
          onClick={save(savePython('script'))}
          data-testid="download-study-python"
        >
          study.py
        </Button>
        <Button
          {...common}
          leftSection={<IconNotebook size={16} />}
          onClick={save(savePython('notebook'))}
          data-testid="download-study-notebook"
        >
          study.ipynb
        </Button>
      </Group>
      {error && <FailureAlert error={error} onClose={() => setError(undefined)} />}
    </>
  );
}
