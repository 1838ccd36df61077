import { Button } from '@mantine/core';
import { IconFocus2 } from '@tabler/icons-react';
import { select, type RowSource } from '../../state/selection';

interface Props {
  source: RowSource;
  /** Rows of the table; read when pressed. */
  rows: () => Iterable<number>;
  /** Where they come from, in words. */
  origin: string;
  /** The button's own words: "Select all 61". */
  children: string;
  /** Its words for those who hear nothing around it. */
  label?: string;
  testId?: string;
  size?: 'compact-xs' | 'xs';
}

/** Selects the rows of a list, so that they stand out in every picture. */
export function SelectButton({
  source,
  rows,
  origin,
  children,
  label,
  testId,
  size = 'compact-xs',
}: Props) {
  return (
    <Button
      variant="default"
      size={size}
      leftSection={<IconFocus2 size={13} />}
      aria-label={label}
      data-testid={testId}
      onClick={() => select(source, rows(), origin)}
    >
      {children}
    </Button>
  );
}
