import { pythonLiteral } from '../../core/python';
import type { Dataset, ImageTable } from '../../data/dataset';
import { sampleById } from '../../data/samples';
import { lines, type Cell } from './cell';

const list = (names: readonly string[]): string =>
  `[${names.map((name) => pythonLiteral(name)).join(', ')}]`;

/** What the file itself calls the classes: a sample may show other names for them. */
function namesInFile({ sampleId, train }: Dataset): readonly string[] {
  const renamed = sampleId !== undefined && sampleById(sampleId)?.classNames;
  return renamed ? train.classes.map((_, code) => String(code)) : train.classes;
}

const separatorOf = ({ fileName }: ImageTable): string =>
  /\.tsv(\.gz)?$/i.test(fileName) ? '\t' : ',';

function readCall(name: 'train' | 'test', table: ImageTable): string {
  const label = table.labelColumn >= 0 && table.labels ? table.labelColumn : null;
  const header = table.columnsMadeUp ? 'None' : '0';
  const columns = name === 'test' && !table.columnsMadeUp ? ', columns=train_columns' : '';
  return `${name}_pixels, ${name}_codes, ${name}_columns = read(${name.toUpperCase()}, sep=${pythonLiteral(separatorOf(table))}, header=${header}, label=${pythonLiteral(label)}${columns})`;
}

const READ = `def class_name(label):
    """A label as Fewlabels names its class: 3, 03 and 3.0 are one class."""
    text = "" if pd.isna(label) else str(label).strip()
    try:
        number = float(text)
    except ValueError:
        return text
    return str(int(number)) if number.is_integer() else repr(number)


def read(path, sep, header, label, columns=None):
    """Pixels (rows × columns), class codes and pixel columns of a table; code −1 where there is no known label."""
    frame = pd.read_csv(path, sep=sep, header=header)
    labels = None if label is None else frame.pop(frame.columns[label])
    if columns is not None and set(columns) == set(frame.columns):
        frame = frame[columns]
    codes = np.full(len(frame), -1)
    if labels is not None:
        codes = np.array([CODES.get(class_name(value), -1) for value in labels])
    return frame.to_numpy(), codes, list(frame.columns)
`;

/** The fingerprint is of bytes, where every value is a whole number 0 … 255, else of 32-bit floats; then the codes. */
function checkOf({ pixels, labels, fingerprint, fileName }: ImageTable): string {
  if (fingerprint.startsWith('weak-')) return '';
  const kind = pixels instanceof Uint8Array ? 'np.uint8' : 'np.float32';
  const codes = labels ? ' + train_codes.astype("<i4").tobytes()' : '';
  return lines(
    `fingerprint = hashlib.sha256(train_pixels.astype(${kind}).tobytes()${codes}).hexdigest()`,
    `if fingerprint != ${pythonLiteral(fingerprint)}:`,
    `    raise SystemExit(f"{TRAIN} is not the file that was open in Fewlabels (${fileName.replaceAll(/["{}\\]/g, '_')}): pixels or labels differ.")`,
  );
}

export interface Tables {
  imports: readonly string[];
  packages: readonly string[];
  cell: Cell;
}

/** The cell that reads the tables and makes sure that they are those of the results. */
export function readTables(dataset: Dataset, withTest: boolean, fromArguments: boolean): Tables {
  const { train, test, source } = dataset;
  const path = (name: string, table: ImageTable, argument: number): string => {
    const file = pythonLiteral(table.fileName);
    return fromArguments
      ? `${name} = sys.argv[${argument}] if len(sys.argv) > ${argument} else ${file}`
      : `${name} = ${file}`;
  };
  const code = lines(
    path('TRAIN', train, 1),
    withTest && test && path('TEST', test, 2),
    `CLASSES = ${list(namesInFile(dataset))}`,
    'CODES = {name: code for code, name in enumerate(CLASSES)}',
    `\n\n${READ}\n`,
    readCall('train', train),
    checkOf(train),
    withTest && test && readCall('test', test),
  );
  const about = source ? ` ${dataset.name}, from ${source}.` : '';
  return {
    imports: ['import hashlib', ...(fromArguments ? ['import sys'] : []), 'import pandas as pd'],
    packages: ['pandas'],
    cell: {
      text: `## The data\n\n${train.fileName}: ${train.rows} rows, ${train.cols} pixels.${about} The fingerprint makes sure that it is the file the results are of.`,
      code,
    },
  };
}
