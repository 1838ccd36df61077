import { Button, FileButton, type ButtonProps } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useRef, type ReactNode } from 'react';

interface Props extends ButtonProps {
  /** What the file is, for those who do not see the button. */
  label: string;
  /** Endings and media types. */
  accept: string;
  testId: string;
  title?: string;
  iconSize?: number;
  onFile: (file: File) => void;
  children: ReactNode;
}

/** Opens a file of a person's choice; the same may be chosen again. */
export function OpenFileButton({
  label,
  accept,
  testId,
  iconSize = 17,
  onFile,
  children,
  ...look
}: Props) {
  const reset = useRef<() => void>(null);
  const open = (file: File | null): void => {
    if (!file) return;
    reset.current?.();
    onFile(file);
  };
  return (
    <FileButton
      onChange={open}
      resetRef={reset}
      accept={accept}
      inputProps={{ 'aria-label': label, 'data-testid': testId } as object}
    >
      {(props) => (
        <Button
          variant="default"
          leftSection={<IconFolderOpen size={iconSize} />}
          {...look}
          {...props}
        >
          {children}
        </Button>
      )}
    </FileButton>
  );
}
