import { failure, toFailure, type Failure, type Outcome } from '../../core/failure';
import { useLab } from '../../state/lab';
import { formatCount } from '../format';
import { OpenFileButton } from '../open-file-button';
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
  const taken = async (file: File): Promise<Outcome<number>> => {
    if (file.size > SMALL_BYTES + rows * MOST_BYTES_PER_ROW) {
      const message = `${file.name} is too long for a list of labels of ${formatCount(rows)} rows. Image files are opened on the Data page.`;
      return failure('badFile', message);
    }
    const labels = labelsFrom(await file.text(), rows);
    return labels.ok ? handLabels.labelByName(labels.value) : labels;
  };
  const open = async (file: File): Promise<void> => {
    try {
      const done = await taken(file);
      onFailure(done.ok ? undefined : done.error);
    } catch (thrown) {
      onFailure(toFailure(thrown));
    }
  };
  return (
    <OpenFileButton
      label="File of labels"
      accept=".csv,text/csv"
      testId="open-labels"
      title="Labels from a CSV with the columns row and label"
      size="xs"
      iconSize={15}
      onFile={(file) => void open(file)}
    >
      Open labels
    </OpenFileButton>
  );
}
