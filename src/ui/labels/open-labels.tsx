import { Button, FileButton } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useRef } from 'react';
import { failure, toFailure, type Failure, type Outcome } from '../../core/failure';
import { useLab } from '../../state/lab';
import { formatCount } from '../format';
import { labelsFrom } from './hand-csv';

/** A list of labels has a few bytes for each row: what is much longer is another file. */
const MOST_BYTES_PER_ROW = 200;
const SMALL_BYTES = 2 ** 20;

interface Props {
  /** Of the table. */
  rows: number;
  /** Told why a file could not be used; undefined when one is chosen. */
  onFailure: (error: Failure | undefined) => void;
}

/** Takes labels from a CSV that this page, or anyone, wrote. */
export function OpenLabels({ rows, onFailure }: Props) {
  const { handLabels } = useLab();
  const reset = useRef<() => void>(null);
  const taken = async (file: File): Promise<Outcome<number>> => {
    if (file.size > SMALL_BYTES + rows * MOST_BYTES_PER_ROW) {
      const message = `${file.name} is too long for a list of labels of ${formatCount(rows)} rows. Image files are opened on the Data page.`;
      return failure('badFile', message);
    }
    const labels = labelsFrom(await file.text(), rows);
    return labels.ok ? handLabels.labelByName(labels.value) : labels;
  };
  const open = async (file: File | null): Promise<void> => {
    if (!file) return;
    // The same file may be chosen again.
    reset.current?.();
    try {
      const done = await taken(file);
      onFailure(done.ok ? undefined : done.error);
    } catch (thrown) {
      onFailure(toFailure(thrown));
    }
  };
  return (
    <FileButton
      onChange={(file) => void open(file)}
      resetRef={reset}
      accept=".csv,text/csv"
      inputProps={{ 'aria-label': 'File of labels', 'data-testid': 'open-labels' } as object}
    >
      {(props) => (
        <Button
          {...props}
          size="xs"
          variant="default"
          leftSection={<IconFolderOpen size={15} />}
          title="Labels from a CSV with the columns row and label"
        >
          Open labels
        </Button>
      )}
    </FileButton>
  );
}
