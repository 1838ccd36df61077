import { Kbd, Modal, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core';
import type { Shortcut } from './shortcuts';

interface Props {
  shortcuts: readonly Shortcut[];
  /** Whether the page listens to them. */
  on: boolean;
  onSwitch: (on: boolean) => void;
  onClose: () => void;
}

/** All shortcuts by what they are for, and the way to turn them off: speech input and some hands press keys unmeant. */
export function KeyboardHelp({ shortcuts, on, onSwitch, onClose }: Props) {
  const groups = [...new Set(shortcuts.map(({ group }) => group))];
  return (
    <Modal
      opened
      onClose={onClose}
      title="Keyboard"
      size={720}
      closeButtonProps={{ 'aria-label': 'Close the list' }}
      // The page has its header already: a second one would be a landmark.
      attributes={{ header: { role: 'none' } }}
      data-testid="keyboard-help"
    >
      <Stack gap="lg">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="lg">
          {groups.map((group) => (
            <section key={group} aria-label={group}>
              <Title order={3} mb="xs">
                {group}
              </Title>
              <dl className="fl-keys">
                {shortcuts
                  .filter((one) => one.group === group)
                  .map(({ key, does }) => (
                    <div key={key}>
                      <dt>
                        <Kbd>{key}</Kbd>
                      </dt>
                      <dd>{does}</dd>
                    </div>
                  ))}
              </dl>
            </section>
          ))}
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          Tab goes from one control to the next, arrows move among tabs, choices and the cells of a
          confusion table, Escape closes what is open. Among images to label the key of a class
          gives it and goes on to the next, Backspace takes it away.
        </Text>
        <Switch
          label="Listen to these keys"
          description="Never while text is typed, nor in an open menu."
          checked={on}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
          data-testid="keyboard-on"
        />
      </Stack>
    </Modal>
  );
}
