import { ActionIcon, Popover, TextInput, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Failure } from '../../core/failure';
import { useLab } from '../../state/lab';

/** Another name for a class that a person named; Enter gives it. */
export function ClassRename({ code, name }: { code: number; name: string }) {
  const { handLabels } = useLab();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<Failure>();
  const rename = (next: string): void => {
    const renamed = handLabels.renameClass(code, next);
    setError(renamed.ok ? undefined : renamed.error);
    if (renamed.ok) setOpen(false);
  };
  return (
    <Popover opened={open} onChange={setOpen} width={220} withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={`Rename ${name}`} disabled={open}>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={`Rename the class ${name}`}
            onClick={() => setOpen(!open)}
            data-testid="class-rename"
          >
            <IconPencil size={15} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          size="xs"
          data-autofocus
          label={`New name of ${name}`}
          description="Press Enter. Its labels stay."
          defaultValue={name}
          error={error?.message}
          onKeyDown={(event) => event.key === 'Enter' && rename(event.currentTarget.value)}
          data-testid="class-new-name"
        />
      </Popover.Dropdown>
    </Popover>
  );
}
