import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import type { SessionMeta } from '../session/contents';
import type { Lab } from '../engine/lab';
import type { SessionKeeper } from '../state/session/keeper';
import { useLab } from '../state/lab';
import { useSaving, useSession, useSessionState } from '../state/page-services';
import { formatCount } from '../ui/format';

const NOTICE = 'session';
const READING_MS = 12_000;

const counted = (n: number, what: string): string =>
  `${formatCount(n)} ${what}${n === 1 ? '' : 's'}`;

/** Says once that a session came back, was left behind, or can no longer be kept. */
export function SessionNotices() {
  const lab = useLab();
  const session = useSession();
  const { event } = useSessionState();
  const { problem } = useSaving();

  useEffect(() => {
    if (event?.kind === 'restored') sayRestored(event.meta, session, lab);
    if (event?.kind === 'left') sayLeft(event.meta, session);
  }, [event, session, lab]);

  useEffect(() => {
    if (!problem) return;
    notifications.show({
      color: 'orange',
      title: 'The session is not kept',
      message: problem.message,
      autoClose: false,
    });
  }, [problem]);

  return null;
}

function sayRestored({ data, results, unfinished }: SessionMeta, session: SessionKeeper, lab: Lab) {
  const act = (work: () => void) => () => {
    notifications.hide(NOTICE);
    work();
  };
  const runAgain = () => {
    for (const { name, spec } of unfinished) void lab.start(spec, { name });
  };
  notifications.show({
    id: NOTICE,
    color: 'teal',
    title: 'Your session is back',
    autoClose: unfinished.length > 0 ? false : READING_MS,
    message: (
      <>
        <Text size="sm">
          {data?.name ?? 'No data'} with {counted(results.length, 'result')}.
          {unfinished.length > 0 &&
            ` ${unfinished.map(({ name }) => name).join(', ')} had not finished when the page closed.`}
        </Text>
        <Group gap="xs" mt={8}>
          {unfinished.length > 0 && (
            <Button size="compact-sm" variant="light" onClick={act(runAgain)}>
              Run again
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            onClick={act(() => session.startAfresh())}
            data-testid="notice-start-afresh"
          >
            Start afresh
          </Button>
        </Group>
      </>
    ),
  });
}

function sayLeft({ id, data, results }: SessionMeta, session: SessionKeeper) {
  const goBack = () => {
    notifications.hide(NOTICE);
    void session.goOnWith(id);
  };
  notifications.show({
    id: NOTICE,
    color: 'gray',
    autoClose: READING_MS,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">
          {data?.name} with {counted(results.length, 'result')} is kept under “Earlier sessions” on
          the Data page.
        </Text>
        <Button size="compact-sm" variant="light" onClick={goBack} style={{ flexShrink: 0 }}>
          Go back
        </Button>
      </Group>
    ),
  });
}
