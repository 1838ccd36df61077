import { ActionIcon, Badge, Group, Text, Tooltip } from '@mantine/core';
import { IconLink, IconMoon, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useDataset } from '../state/lab';
import { goTo } from '../state/navigation';
import { formatCount } from '../ui/format';
import { JobIndicator } from './job-indicator';
import { Keyboard } from './keyboard/keyboard';
import { Logo } from './logo';
import { SessionMenu } from './session-menu';
import { useCopyPageLink } from './use-copy-page-link';
import { useToggleTheme } from './use-toggle-theme';

export function Header({ children }: { children: ReactNode }) {
  return (
    <header className="fl-header">
      <div className="fl-shell">
        <Group justify="space-between" h={56} wrap="nowrap">
          <Group gap={10} wrap="nowrap" style={{ minWidth: 0 }}>
            <Logo />
            <Text component="h1" fw={680} fz={18} lts="-0.01em" m={0}>
              Fewlabels
            </Text>
            <DatasetChip />
          </Group>
          <Group gap={6} wrap="nowrap">
            <JobIndicator />
            <CopyLink />
            <ThemeToggle />
            <Keyboard />
            <SessionMenu />
          </Group>
        </Group>
        {children}
      </div>
    </header>
  );
}

function DatasetChip() {
  const dataset = useDataset();
  if (!dataset) return null;
  const { train, test } = dataset;
  return (
    <Tooltip label="See the data">
      <Badge
        component="button"
        type="button"
        variant="light"
        size="lg"
        radius="sm"
        tt="none"
        fw={500}
        ml="xs"
        className="fl-chip"
        onClick={() => goTo('data')}
      >
        {dataset.name} · {formatCount(train.rows)} images
        {test ? ` + ${formatCount(test.rows)} test` : ''}
      </Badge>
    </Tooltip>
  );
}

function CopyLink() {
  const copyLink = useCopyPageLink();
  return (
    <Tooltip label="Copy a link to this page with its data, parameters and seeds">
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label="Copy link"
        onClick={copyLink}
        data-testid="copy-link"
      >
        <IconLink size={19} />
      </ActionIcon>
    </Tooltip>
  );
}

function ThemeToggle() {
  const { next, toggle } = useToggleTheme();
  return (
    <Tooltip label={`Use the ${next} theme`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={`Use the ${next} theme`}
        onClick={toggle}
      >
        {next === 'light' ? <IconSun size={19} /> : <IconMoon size={19} />}
      </ActionIcon>
    </Tooltip>
  );
}
