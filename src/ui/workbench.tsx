import { Paper, Stack, Title } from '@mantine/core';
import { IconDatabaseOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Dataset } from '../data/dataset';
import { useDataset } from '../state/lab';
import { goTo } from '../state/navigation';
import { EmptyState } from './empty-state';

interface Props {
  /** Heading of the form. */
  title: string;
  form: ReactNode;
  children: ReactNode;
}

/** A form beside its results. */
export function Workbench({ title, form, children }: Props) {
  return (
    <div className="fl-workbench">
      <aside aria-label={title}>
        <Paper>
          <Title order={3} mb="md">
            {title}
          </Title>
          <Stack gap="lg">{form}</Stack>
        </Paper>
      </aside>
      <Stack gap="md" style={{ minWidth: 0 }}>
        {children}
      </Stack>
    </div>
  );
}

/** Shows a page once there is data, and the way to it before. */
export function WithDataset({ children }: { children: (dataset: Dataset) => ReactNode }) {
  const dataset = useDataset();
  if (dataset) return children(dataset);
  return (
    <EmptyState
      icon={IconDatabaseOff}
      title="No data yet"
      action={{ label: 'Open data', onClick: () => goTo('data') }}
    >
      Open a CSV or a built-in sample first.
    </EmptyState>
  );
}
