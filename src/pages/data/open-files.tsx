import { Button, Group, Paper, Stack, Text, ThemeIcon } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { notifications } from '@mantine/notifications';
import { IconFileTypeCsv, IconUpload } from '@tabler/icons-react';
import { useRef, type RefObject } from 'react';
import { useDataset, useReading, useLab } from '../../state/lab';

const ACCEPT = '.csv,.tsv,.txt,.gz,text/csv,text/tab-separated-values,application/gzip';

/** Which of two dropped files is the test file: the one that says so. */
function sortFiles(files: readonly File[]): { train?: File; test?: File } {
  const test = files.find((file) => /test/i.test(file.name));
  const train = files.find((file) => file !== test);
  return train ? { train, ...(test ? { test } : {}) } : { test };
}

const sayTooMany = () =>
  notifications.show({
    color: 'red',
    title: 'Too many files',
    message: 'Drop a training file and, if you have one, a test file.',
  });

/** Drop zone and pickers. Dropped on an open dataset, a file named like a test file joins it. */
export function OpenFiles({ compact }: { compact: boolean }) {
  const lab = useLab();
  const dataset = useDataset();
  const reading = useReading();
  const trainInput = useRef<HTMLInputElement>(null);
  const testInput = useRef<HTMLInputElement>(null);
  const open = (files: { train?: File; test?: File }) => void lab.openFiles(files);
  const drop = (files: File[]) => {
    const sorted = sortFiles(files);
    open(sorted.train || dataset ? sorted : { train: sorted.test });
  };
  return (
    <Paper p={compact ? 'md' : 'lg'}>
      <Dropzone
        onDrop={drop}
        onReject={sayTooMany}
        maxFiles={2}
        activateOnClick={false}
        activateOnKeyboard={false}
        inputProps={{ 'aria-label': 'Drop CSV files here', tabIndex: -1 }}
        styles={{
          root: { cursor: 'default', padding: compact ? 8 : 'clamp(12px, 4vw, 36px)' },
          inner: { pointerEvents: 'all' },
        }}
        tabIndex={-1}
        role="presentation"
      >
        <Group justify={compact ? 'space-between' : 'center'} gap="xl">
          <Group gap="md" wrap="nowrap">
            <ThemeIcon size={compact ? 40 : 56} radius="xl" variant="light">
              <IconFileTypeCsv size={compact ? 22 : 30} stroke={1.5} />
            </ThemeIcon>
            <div>
              <Text fw={600} fz={compact ? 'md' : 'lg'}>
                {compact ? 'Open other files' : 'Drop train.csv here, and test.csv if you have it'}
              </Text>
              <Text size="sm" c="dimmed" maw={460}>
                One image per row, one column per pixel, and a label column if there is one; blank
                means unlabelled. CSV or TSV, also .gz, with or without a header.
              </Text>
            </div>
          </Group>
          <Group gap="sm">
            <Button
              leftSection={<IconUpload size={17} />}
              loading={reading !== undefined}
              onClick={() => trainInput.current?.click()}
            >
              Choose training file
            </Button>
            <Button
              variant="default"
              disabled={!dataset || reading !== undefined}
              onClick={() => testInput.current?.click()}
            >
              Choose test file
            </Button>
          </Group>
        </Group>
      </Dropzone>
      <Stack gap={0}>
        <HiddenInput
          input={trainInput}
          testId="drop-train"
          label="Training file"
          onFile={(train) => open({ train })}
        />
        <HiddenInput
          input={testInput}
          testId="drop-test"
          label="Test file"
          onFile={(test) => open({ test })}
        />
      </Stack>
    </Paper>
  );
}

interface HiddenInputProps {
  input: RefObject<HTMLInputElement | null>;
  testId: string;
  label: string;
  onFile: (file: File) => void;
}

function HiddenInput({ input, testId, label, onFile }: HiddenInputProps) {
  return (
    <input
      ref={input}
      type="file"
      hidden
      accept={ACCEPT}
      aria-label={label}
      data-testid={testId}
      onChange={(event) => {
        const file = event.currentTarget.files?.[0];
        // The same file can be chosen again after it was mended.
        event.currentTarget.value = '';
        if (file) onFile(file);
      }}
    />
  );
}
