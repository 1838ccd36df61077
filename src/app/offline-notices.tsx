import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { offline } from './offline';

const reload = () => globalThis.location.reload();

const show = (message: string) =>
  notifications.show({
    id: 'new-version',
    autoClose: false,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="light" onClick={reload} style={{ flexShrink: 0 }}>
          Reload
        </Button>
      </Group>
    ),
  });

/** Says that a newer version is there, and that a part of an older one is gone. */
export function OfflineNotices() {
  const newVersion = useStore(offline, (state) => state.newVersion);
  useEffect(() => {
    if (newVersion)
      show('A new version of Fewlabels is here. The next load uses it; your session comes along.');
  }, [newVersion]);
  useEffect(() => {
    const gone = () =>
      show('A part of the page could not be loaded. Reload it; your session comes along.');
    globalThis.addEventListener('vite:preloadError', gone);
    return () => globalThis.removeEventListener('vite:preloadError', gone);
  }, []);
  return null;
}
