import {
  ActionIcon,
  Alert,
  Badge,
  Collapse,
  Group,
  Menu,
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
  IconDots,
  IconDownload,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { RunResult } from '../core/run';
import { useLab } from '../state/lab';
import { formatCount, formatSeconds } from './format';
import { downloadResultCsv } from './result-csv';
import { ResultSettings } from './result-settings';
import { useTableOf } from '../state/lab';

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
          <ResultName result={result} />
          {state !== 'done' && (
            <Badge variant="light" color="orange">
              {state === 'stopped' ? 'stopped early' : 'not converged'}
            </Badge>
          )}
        </Group>
        <Group gap="xs" wrap="nowrap">
          <Text size="sm" c="dimmed" className="fl-numbers" style={{ whiteSpace: 'nowrap' }}>
            {formatCount(result.rows.length)} rows · {formatSeconds(result.seconds)}
          </Text>
          <ResultMenu result={result} />
        </Group>
      </Group>
      <Collapse expanded={open}>
        {open && (
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

function ResultMenu({ result }: { result: RunResult }) {
  const lab = useLab();
  const table = useTableOf(result);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`More for ${result.name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconDownload size={16} />}
          onClick={() => downloadResultCsv(result, table)}
        >
          Download as CSV
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} />}
          onClick={() => lab.removeResult(result.id)}
        >
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
