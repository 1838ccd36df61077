import { Button, Group, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Failure } from '../../core/failure';
import { useLab } from '../../state/lab';

interface Props {
  /** Told the code of the class, new or not. */
  onClass: (code: number) => void;
}

/** A place to name a class; Enter makes it one. */
export function ClassField({ onClass }: Props) {
  const lab = useLab();
  const [name, setName] = useState('');
  const [error, setError] = useState<Failure>();
  const add = (): void => {
    const made = lab.handLabels.classNamed(name);
    setError(made.ok ? undefined : made.error);
    if (!made.ok) return;
    setName('');
    onClass(made.value);
  };
  return (
    <Group gap={6} align="flex-start" wrap="nowrap">
      <TextInput
        size="xs"
        w={130}
        placeholder="New class"
        aria-label="Name of a new class"
        value={name}
        error={error?.message}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          // In a menu letters would look for an item.
          event.stopPropagation();
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add();
        }}
        data-testid="class-name"
      />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} />}
        disabled={name.trim() === ''}
        onClick={add}
        data-testid="class-add"
      >
        Add
      </Button>
    </Group>
  );
}
