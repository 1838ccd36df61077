import {
  ActionIcon,
  Alert,
  Badge,
  Collapse,
  Group,
  Paper,
  Stack,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core';
import {
  IconAlertCircle,
  IconChevronDown,
  IconChevronRight,
  IconPencil,
  IconPin,
} from '@tabler/icons-react';
import { useDeferredValue, useState, type ReactNode } from 'react';
import type { RunResult } from '../../core/run';
import { useLab } from '../../state/lab';
import { formatCount, formatSeconds } from '../format';
import { ResultMenu } from './result-menu';
import { ResultSettings } from './result-settings';

interface Props {
  result: RunResult;
  open: boolean;
  onToggle: () => void;
  children: ReactNode;
}

const modelOf = (result: RunResult) =>
  result.value.kind === 'model' ? result.value.model : undefined;

/** One result: its name, what it shows, and the settings that made it. Closed, it is one line and draws nothing. */
export function ResultCard({ result, open, onToggle, children }: Props) {
  const model = modelOf(result);
  const state = model?.stopped ? 'stopped' : model?.converged === false ? 'notConverged' : 'done';
  // Tables and plots of a large result are drawn in pauses, so that the page answers meanwhile.
  const drawn = useDeferredValue(open, false);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <Paper
      component="article"
      aria-label={result.name}
      data-testid="result-card"
      data-method={result.method}
      data-state={state}
      data-result={result.id}
    >
      <Group justify="space-between" wrap="nowrap">
        <Group gap="xs" wrap="nowrap" style={{ minWidth: 0 }}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-expanded={open}
            aria-label={`${open ? 'Close' : 'Open'} ${result.name}`}
            onClick={onToggle}
          >
            <Chevron size={18} />
          </ActionIcon>
          {result.pinned && <IconPin size={16} aria-label="pinned" style={{ flexShrink: 0 }} />}
          <ResultName result={result} />
          {state !== 'done' && (
            <Badge variant="light" color="orange">
              {state === 'stopped' ? 'stopped early' : 'not converged'}
            </Badge>
          )}
        </Group>
        <Group gap="xs" wrap="nowrap">
          <Text
            size="sm"
            c="dimmed"
            className="fl-numbers"
            visibleFrom="xs"
            style={{ whiteSpace: 'nowrap' }}
          >
            {formatCount(result.rows.length)} rows · {formatSeconds(result.seconds)}
          </Text>
          <ResultMenu result={result} />
        </Group>
      </Group>
      <Collapse expanded={open}>
        {drawn && (
          <Stack gap="lg" mt="md">
            {model?.warnings.map((warning) => (
              <Alert
                key={warning}
                color="yellow"
                variant="light"
                icon={<IconAlertCircle size={18} />}
                p="xs"
              >
                {warning}
              </Alert>
            ))}
            {children}
            <ResultSettings result={result} />
          </Stack>
        )}
      </Collapse>
    </Paper>
  );
}

function ResultName({ result }: { result: RunResult }) {
  const lab = useLab();
  const [editing, setEditing] = useState(false);
  if (!editing) {
    return (
      <Group gap={4} wrap="nowrap" style={{ minWidth: 0 }}>
        <Text component="h3" m={0} fw={600} fz="md" truncate>
          {result.name}
        </Text>
        <Tooltip label="Rename">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={`Rename ${result.name}`}
            onClick={() => setEditing(true)}
          >
            <IconPencil size={14} />
          </ActionIcon>
        </Tooltip>
      </Group>
    );
  }
  const finish = (name: string) => {
    if (name.trim()) lab.renameResult(result.id, name.trim());
    setEditing(false);
  };
  return (
    <TextInput
      size="xs"
      w={280}
      data-autofocus
      ref={(field) => field?.focus()}
      aria-label="Name of the result"
      defaultValue={result.name}
      onBlur={(event) => finish(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') setEditing(false);
      }}
    />
  );
}
