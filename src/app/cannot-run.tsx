import { Container, List, MantineProvider, Stack, Text, Title } from '@mantine/core';
import { cssVariables, theme } from './theme';

/** In place of the lab, where it could compute nothing. */
export function CannotRun({ missing }: { missing: readonly string[] }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={cssVariables}>
      <Container component="main" size="sm" py={96}>
        <Stack gap="sm" role="alert" data-testid="cannot-run">
          <Title order={1}>This browser cannot run Fewlabels</Title>
          <Text>It has no {list(missing)}, and everything here is computed in the browser.</Text>
          <Text>What helps:</Text>
          <List>
            <List.Item>
              a newer browser: Chrome or Edge 110, Firefox 115, Safari 16.4, or any later one;
            </List.Item>
            <List.Item>
              where Lockdown Mode is on (iPhone, iPad, Mac), switching it off for this site.
            </List.Item>
          </List>
        </Stack>
      </Container>
    </MantineProvider>
  );
}

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and no ${names.at(-1)}`;
