import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { formatCount } from '../format';

export interface Choice {
  name: string;
  count: number;
  onSelect: () => void;
}

interface Props {
  /** What is chosen among: "Label". */
  title: string;
  /** Read when the menu is opened. */
  choices: () => readonly Choice[];
}

/** Selects a whole class, cluster or the like: without a pointer, and quicker than a lasso. */
export function SelectMenu({ title, choices }: Props) {
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          rightSection={<IconChevronDown size={14} />}
          aria-label={`Select by ${title.toLowerCase()}`}
        >
          Select
        </Button>
      </Menu.Target>
      {/* Not Mantine's ScrollArea: a menu may hold nothing but its items. */}
      <Menu.Dropdown mah={440} style={{ overflowY: 'auto' }}>
        <Choices title={title} choices={choices} />
      </Menu.Dropdown>
    </Menu>
  );
}

function Choices({ title, choices }: Props) {
  return (
    <>
      <Menu.Label>{title}</Menu.Label>
      {choices().map(({ name, count, onSelect }) => (
        <Menu.Item key={name} onClick={onSelect} disabled={count === 0}>
          {name} ({formatCount(count)})
        </Menu.Item>
      ))}
    </>
  );
}
