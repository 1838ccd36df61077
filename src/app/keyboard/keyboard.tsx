import { ActionIcon, Tooltip } from '@mantine/core';
import { useHotkeys, useLocalStorage, type HotkeyItem } from '@mantine/hooks';
import { IconKeyboard } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { mayBeShortcut } from './listens';
import { HELP_KEY, useShortcuts, type Shortcut } from './shortcuts';

const KeyboardHelp = lazy(() =>
  import('./keyboard-help').then((module) => ({ default: module.KeyboardHelp })),
);

/** Letters by what is written on the key, digits by where it is (some layouts need Shift for them), `?` wherever it is. */
function hotkeysOf({ key, act }: Shortcut): HotkeyItem[] {
  const press = (event: KeyboardEvent): void => {
    if (mayBeShortcut(event)) act();
  };
  const options = { preventDefault: false };
  if (/\d/.test(key)) return [[`Digit${key}`, press, { ...options, usePhysicalKeys: true }]];
  if (key === HELP_KEY) return [key, `shift+${key}`].map((each) => [each, press, options]);
  return [[key, press, options]];
}

/** Listens to the shortcuts, and shows them: by a button, and by one of them. */
export function Keyboard() {
  const [open, setOpen] = useState(false);
  const [on, setOn] = useLocalStorage({ key: 'fewlabels.shortcuts', defaultValue: true });
  const shortcuts = useShortcuts(() => setOpen(true));
  // What is text is told by the event: a radio button is an input too, and nothing is typed there.
  useHotkeys(on ? shortcuts.flatMap(hotkeysOf) : [], ['TEXTAREA', 'SELECT']);
  return (
    <>
      <Tooltip label={on ? `Keyboard (${HELP_KEY})` : 'Keyboard'}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label="Keyboard"
          aria-keyshortcuts={on ? HELP_KEY : undefined}
          visibleFrom="sm"
          onClick={() => setOpen(true)}
          data-testid="keyboard"
        >
          <IconKeyboard size={19} />
        </ActionIcon>
      </Tooltip>
      <Suspense fallback={null}>
        {open && (
          <KeyboardHelp
            shortcuts={shortcuts}
            on={on}
            onSwitch={setOn}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </>
  );
}
