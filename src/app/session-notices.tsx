import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import type { Outcome } from '../core/failure';
import type { Lab } from '../engine/lab';
import type { SessionMeta } from '../session/contents';
import type { SessionKeeper } from '../state/session/keeper';
import type { CutOff } from '../state/session/unfinished';
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
    if (event?.kind === 'restored') sayRestored(event.meta, event.cutOff, session, lab);
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

const epochsOf = ({ checkpoint }: CutOff): number => checkpoint?.epochs.length ?? 0;

const reached = (run: CutOff): string =>
  run.checkpoint
    ? `${run.name} was at epoch ${epochsOf(run)} of ${run.checkpoint.planned} when the page closed.`
    : `${run.name} had not finished when the page closed.`;

/** Says of runs that could not even begin why. */
async function sayRefused(outcomes: Promise<Outcome<unknown>[]>, lab: Lab): Promise<void> {
  for (const outcome of await outcomes) {
    if (outcome.ok || outcome.error.code === 'cancelled') continue;
    const said = lab.jobs.getState().jobs.some(({ error }) => error === outcome.error);
    if (!said) notifications.show({ color: 'red', message: outcome.error.message });
  }
}

function sayRestored(
  { data, results }: SessionMeta,
  cutOff: readonly CutOff[],
  session: SessionKeeper,
  lab: Lab,
) {
  const act = (work: () => void) => () => {
    notifications.hide(NOTICE);
    work();
  };
  const goOn = (from: 'checkpoint' | 'start') => () =>
    void sayRefused(session.unfinished.goOn(from), lab);
  const epochs = cutOff.length === 1 ? epochsOf(cutOff[0]) : 0;
  const mayGoOn = cutOff.some(({ checkpoint }) => checkpoint);
  notifications.show({
    id: NOTICE,
    color: 'teal',
    title: 'Your session is back',
    autoClose: cutOff.length > 0 ? false : READING_MS,
    message: (
      <>
        <Text size="sm">
          {data?.name ?? 'No data'} with {counted(results.length, 'result')}.
        </Text>
        {cutOff.map((run) => (
          <Text size="sm" key={run.job ?? run.name} data-testid="cut-off">
            {reached(run)}
          </Text>
        ))}
        <Group gap="xs" mt={8}>
          {mayGoOn && (
            <Button size="compact-sm" onClick={act(goOn('checkpoint'))} data-testid="go-on">
              {epochs > 0 ? `Go on from epoch ${epochs}` : 'Go on'}
            </Button>
          )}
          {cutOff.length > 0 && (
            <>
              <Button
                size="compact-sm"
                variant="light"
                onClick={act(goOn('start'))}
                data-testid="run-again"
              >
                {mayGoOn ? 'Start anew' : 'Run again'}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                onClick={act(() => session.unfinished.discard())}
                data-testid="discard-cut-off"
              >
                Discard
              </Button>
            </>
          )}
          {cutOff.length === 0 && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={act(() => session.startAfresh())}
              data-testid="notice-start-afresh"
            >
              Start afresh
            </Button>
          )}
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
