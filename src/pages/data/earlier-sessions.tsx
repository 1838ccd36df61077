import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Failure } from '../../core/failure';
import type { SessionMeta } from '../../session/contents';
import { useSession, useSessionState } from '../../state/page-services';
import { FailureAlert } from '../../ui/failure-alert';
import { formatCount } from '../../ui/format';
import { Section } from '../../ui/section';

const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** Sessions of before that this browser still has. */
export function EarlierSessions() {
  const session = useSession();
  const { earlier } = useSessionState();
  const [error, setError] = useState<Failure>();
  if (earlier.length === 0) return null;
  const goOn = async (id: string) => {
    const outcome = await session.goOnWith(id);
    setError(outcome.ok ? undefined : outcome.error);
  };
  return (
    <Section
      title="Earlier sessions"
      hint="Kept in this browser only; the newest five. Save one as a file to keep it for good."
    >
      {error && <FailureAlert error={error} onClose={() => setError(undefined)} />}
      {earlier.map((meta) => (
        <Earlier
          key={meta.id}
          meta={meta}
          onGoOn={() => void goOn(meta.id)}
          onForget={() => void session.forget(meta.id)}
        />
      ))}
    </Section>
  );
}

interface Props {
  meta: SessionMeta;
  onGoOn: () => void;
  onForget: () => void;
}

function Earlier({ meta: { data, results, savedAt }, onGoOn, onForget }: Props) {
  const name = data?.name ?? 'No data';
  return (
    <Group justify="space-between" wrap="nowrap" data-testid="earlier-session">
      <div style={{ minWidth: 0 }}>
        <Text fw={600} truncate>
          {name}
        </Text>
        <Text size="sm" c="dimmed">
          {formatCount(data?.rows ?? 0)} images, {formatCount(results.length)}{' '}
          {results.length === 1 ? 'result' : 'results'} · {when.format(new Date(savedAt))}
        </Text>
      </div>
      <Group gap="xs" wrap="nowrap">
        <Button variant="light" size="sm" onClick={onGoOn}>
          Go on
          <span style={{ position: 'absolute', left: -9999 }}> with {name}</span>
        </Button>
        <Tooltip label="Delete for good">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Delete the session on ${name} for good`}
            onClick={onForget}
          >
            <IconTrash size={17} />
          </ActionIcon>
        </Tooltip>
      </Group>
    </Group>
  );
}
