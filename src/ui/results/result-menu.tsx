import { ActionIcon, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconCopyPlus,
  IconBrandPython,
  IconDots,
  IconGridDots,
  IconLink,
  IconListNumbers,
  IconNotebook,
  IconPin,
  IconPinnedOff,
  IconTable,
  IconTrash,
} from '@tabler/icons-react';
import type { RunResult } from '../../core/run';
import { useLab, useResults, useTableOf } from '../../state/lab';
import { canFillForm, fillFormFrom, pageOfResult } from '../../state/settings-again';
import { downloadCsv, fileNameOf } from '../download';
import { confusionCsv, reportCsv, type Csv } from './evaluation-csv';
import { downloadResultCsv } from './result-csv';
import { useCopyLink } from '../use-copy-link';
import { usePythonExport } from './use-python-export';
import { useRemoveResult } from './use-remove-result';

const ICON = 16;

/** What can be done with a result: make another like it, share it, take it away, delete it. */
export function ResultMenu({ result }: { result: RunResult }) {
  const lab = useLab();
  const remove = useRemoveResult();
  const copyLink = useCopyLink();
  const { id, name, pinned } = result;
  const changeAndRun = () => {
    const complete = fillFormFrom(result, lab.results.getState().results);
    notifications.show({
      id: 'duplicate',
      color: complete ? undefined : 'yellow',
      title: 'Change a value and press Run',
      message: complete
        ? `The form has what made ${name}.`
        : `The form has what made ${name}, but what it started from was deleted.`,
    });
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`More for ${name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {canFillForm(result) && (
          <Menu.Item
            leftSection={<IconCopyPlus size={ICON} />}
            onClick={changeAndRun}
            data-testid="duplicate-result"
          >
            Duplicate with changed parameters
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={pinned ? <IconPinnedOff size={ICON} /> : <IconPin size={ICON} />}
          onClick={() => lab.pinResult(id, !pinned)}
          data-testid="pin-result"
        >
          {pinned ? 'Unpin' : 'Pin to the top'}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLink size={ICON} />}
          onClick={() => void copyLink(pageOfResult(result), [result])}
          data-testid="copy-result-link"
        >
          Copy link
        </Menu.Item>
        <Menu.Divider />
        <Downloads result={result} />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconTrash size={ICON} color="var(--mantine-color-red-6)" />}
          onClick={() => remove(id)}
          data-testid="delete-result"
        >
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Downloads({ result }: { result: RunResult }) {
  const table = useTableOf(result);
  const results = useResults();
  const exportPython = usePythonExport();
  const { evaluation } = result;
  const nameOf = (code: number): string => table?.classes[code] ?? String(code);
  const save = (what: string, { header, rows }: Csv) =>
    downloadCsv(`${fileNameOf(result.name)}-${what}.csv`, header, rows);
  return (
    <>
      <Menu.Item
        leftSection={<IconTable size={ICON} />}
        onClick={() => downloadResultCsv(result, table, results)}
        data-testid="download-result-csv"
      >
        Rows as CSV
      </Menu.Item>
      {evaluation && 'confusion' in evaluation && (
        <Menu.Item
          leftSection={<IconGridDots size={ICON} />}
          onClick={() => save('confusion', confusionCsv(evaluation.confusion, nameOf))}
          data-testid="download-confusion-csv"
        >
          Confusion matrix as CSV
        </Menu.Item>
      )}
      {evaluation && 'report' in evaluation && (
        <Menu.Item
          leftSection={<IconListNumbers size={ICON} />}
          onClick={() => save('report', reportCsv(evaluation.report, nameOf))}
          data-testid="download-report-csv"
        >
          Report as CSV
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconBrandPython size={ICON} />}
        onClick={() => void exportPython('script', result.name, [result])}
        data-testid="export-python"
      >
        Python script
      </Menu.Item>
      <Menu.Item
        leftSection={<IconNotebook size={ICON} />}
        onClick={() => void exportPython('notebook', result.name, [result])}
        data-testid="export-notebook"
      >
        Jupyter notebook
      </Menu.Item>
    </>
  );
}
