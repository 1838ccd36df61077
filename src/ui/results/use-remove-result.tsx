import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useLab } from '../../state/lab';

/** Long enough to notice the mistake and reach the button. */
const UNDO_MS = 12_000;

/** Deletes a result and offers to take that back. */
export function useRemoveResult(): (id: string) => void {
  const lab = useLab();
  return useCallback(
    (id: string) => {
      const removed = lab.removeResult(id);
      if (!removed) return;
      const notice = `removed-${id}`;
      const undo = () => {
        notifications.hide(notice);
        lab.putBackResult(removed);
      };
      notifications.show({
        id: notice,
        color: 'gray',
        autoClose: UNDO_MS,
        message: (
          <Group justify="space-between" wrap="nowrap" gap="sm">
            <Text size="sm">{removed.result.name} was deleted.</Text>
            <Button size="compact-sm" variant="light" onClick={undo} data-testid="undo-delete">
              Undo
            </Button>
          </Group>
        ),
      });
    },
    [lab],
  );
}
