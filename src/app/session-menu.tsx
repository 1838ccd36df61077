import { ActionIcon, Indicator, Menu, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconDeviceFloppy,
  IconDotsVertical,
  IconFileDownload,
  IconFolderOpen,
  IconSparkles,
} from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useDataset } from '../state/lab';
import { useSaving, useSession } from '../state/page-services';
import { downloadBlob, fileNameOf } from '../ui/download';
import { offline } from './offline';

const ICON = 16;

const say = (title: string, message: string) =>
  notifications.show({ color: 'red', title, message, autoClose: 12_000 });

/** The session as a whole: whether it is kept, out to a file, in from one, and a fresh start. */
export function SessionMenu() {
  const session = useSession();
  const dataset = useDataset();
  const { problem } = useSaving();
  const worksOffline = useStore(offline, (state) => state.worksOffline);
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);

  const saveFile = async () => {
    setBusy(true);
    const packed = await session.pack();
    setBusy(false);
    if (packed.ok)
      downloadBlob(`${fileNameOf(dataset?.name ?? 'session')}.fewlabels.zip`, packed.value);
    else say('The session could not be saved', packed.error.message);
  };
  const openFile = async (file: File) => {
    setBusy(true);
    const opened = await session.openFile(file);
    setBusy(false);
    if (!opened.ok) say('The session could not be opened', opened.error.message);
  };

  return (
    <>
      <Menu position="bottom-end" width={280} withinPortal>
        <Menu.Target>
          <Tooltip label="Session">
            <Indicator color="orange" size={9} offset={6} disabled={!problem}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={problem ? 'Session, not kept' : 'Session'}
                loading={busy}
                data-testid="session-menu"
              >
                <IconDotsVertical size={19} />
              </ActionIcon>
            </Indicator>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <SavingState />
            {worksOffline && (
              <Text size="xs" c="dimmed" component="div">
                Works without a network
              </Text>
            )}
          </Menu.Label>
          {problem && (
            <Menu.Item
              leftSection={<IconDeviceFloppy size={ICON} />}
              onClick={() => session.retry()}
            >
              Try to keep it again
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconFileDownload size={ICON} />}
            disabled={!dataset || busy}
            onClick={() => void saveFile()}
            data-testid="save-session"
          >
            Save session as a file
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFolderOpen size={ICON} />}
            disabled={busy}
            onClick={() => picker.current?.click()}
          >
            Open session file
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconSparkles size={ICON} />}
            disabled={!dataset}
            onClick={() => session.startAfresh()}
            data-testid="start-afresh"
          >
            Start afresh
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".zip,application/zip"
        aria-label="Session file"
        data-testid="open-session"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) void openFile(file);
        }}
      />
    </>
  );
}

function SavingState() {
  const { problem, pending, due, savedAt } = useSaving();
  const text = problem
    ? `Not kept: ${problem.message}`
    : pending > 0 || due
      ? 'Keeping it in this browser …'
      : savedAt
        ? `Kept in this browser, last at ${new Date(savedAt).toLocaleTimeString('en-GB')}`
        : 'Kept in this browser as you work';
  return (
    <Text size="xs" c={problem ? undefined : 'dimmed'} component="div" data-testid="saving-state">
      {text}
    </Text>
  );
}
