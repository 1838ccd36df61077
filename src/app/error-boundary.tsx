import { Alert, Button, Code, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';

interface Props {
  /** The page, as its tab names it. */
  title: string;
  children: ReactNode;
}

/** A bug in one page leaves the others, and everything loaded and computed, as they were. */
export class ErrorBoundary extends Component<Props, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Alert
        color="red"
        icon={<IconAlertTriangle />}
        title={`The ${this.props.title} page stopped`}
      >
        <Stack align="flex-start" gap="sm">
          <Text size="sm">
            This is a fault in Fewlabels. Your data, results and running jobs are kept; the other
            tabs go on working.
          </Text>
          <Code block>{error.message}</Code>
          <Button variant="default" onClick={() => this.setState({ error: undefined })}>
            Show the page again
          </Button>
        </Stack>
      </Alert>
    );
  }
}
