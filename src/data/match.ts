import { failure, success, type Outcome } from '../core/failure';
import type { ImageTable, ReadWarning } from './dataset';
import { NO_LABELS } from './read/oddities';

const NAMED = 3;
const pixelNames = ({ columns, labelColumn }: ImageTable): string[] =>
  columns.filter((_, i) => i !== labelColumn);
const listed = (names: string[]): string =>
  names.slice(0, NAMED).join(', ') +
  (names.length > NAMED ? ` and ${names.length - NAMED} more` : '');
const without = (names: string[], others: string[]): string[] => {
  const known = new Set(others);
  return names.filter((name) => !known.has(name));
};

/**
 * The test table with its pixel columns in the training table's order and its labels in the training table's codes
 * (−1 where the training table does not know a label), or why the two do not belong together. Columns go by name, by
 * position where one of the files has no header.
 */
export function matchTest(train: ImageTable, test: ImageTable): Outcome<ImageTable> {
  const problem = mismatch(train, test);
  if (problem) {
    const advice = 'The training data was kept; open a test file with the same pixel columns.';
    return failure('badFile', `${problem} ${advice}`, test.fileName);
  }
  const order = columnOrder(train, test);
  const { labels, classes, unknown } = recoded(train, test);
  const warnings: ReadWarning[] = test.warnings.filter(({ message }) => message !== NO_LABELS);
  if (unknown > 0) {
    const message = `${test.fileName}: ${unknown.toLocaleString('en')} rows have a label that ${train.fileName} does not know: they count as unlabelled.`;
    warnings.push({ message, count: unknown });
  }
  if (test.pixelMax < train.pixelMax) {
    const message = `${test.fileName} has pixels up to ${test.pixelMax} only, ${train.fileName} up to ${train.pixelMax}: are both on one scale?`;
    warnings.push({ message });
  }
  return success({
    ...test,
    pixels: order ? reordered(test, order) : test.pixels,
    pixelMax: train.pixelMax,
    shape: train.shape,
    shapeUncertain: false,
    labels,
    classes,
    warnings,
  });
}

function mismatch(train: ImageTable, test: ImageTable): string | undefined {
  const [wanted, given] = [pixelNames(train), pixelNames(test)];
  const byName = !train.columnsMadeUp && !test.columnsMadeUp;
  const missing = byName ? without(wanted, given) : [];
  const extra = byName ? without(given, wanted) : [];
  if (wanted.length !== given.length || missing.length > 0) {
    const differences = [
      ...(missing.length > 0 ? [`It lacks ${listed(missing)}.`] : []),
      ...(extra.length > 0 ? [`It has ${listed(extra)} besides.`] : []),
    ].join(' ');
    return `${test.fileName} has ${given.length} pixel columns, ${train.fileName} has ${wanted.length}${byName ? ', and they are not the same' : ''}. ${differences}`.trim();
  }
  if (test.pixelMax <= train.pixelMax) return undefined;
  return `${test.fileName} has pixels 0 … ${test.pixelMax}, ${train.fileName} 0 … ${train.pixelMax}: they are not on one scale.`;
}

/** For each column of the training table its place in the test table; undefined when they agree. */
function columnOrder(train: ImageTable, test: ImageTable): number[] | undefined {
  if (train.columnsMadeUp || test.columnsMadeUp) return undefined;
  const at = new Map(pixelNames(test).map((name, i) => [name, i]));
  const order = pixelNames(train).map((name) => at.get(name) as number);
  return order.every((from, to) => from === to) ? undefined : order;
}

function reordered({ pixels, rows, cols }: ImageTable, order: number[]): Uint8Array | Float32Array {
  const out = pixels.slice();
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < cols; c++) out[row * cols + c] = pixels[row * cols + order[c]];
  }
  return out;
}

function recoded(
  train: ImageTable,
  test: ImageTable,
): Pick<ImageTable, 'labels' | 'classes'> & { unknown: number } {
  if (!test.labels) return { labels: undefined, classes: train.classes, unknown: 0 };
  if (!train.labels) return { labels: test.labels, classes: test.classes, unknown: 0 };
  const codes = test.classes.map((name) => train.classes.indexOf(name));
  const labels = test.labels.map((code) => (code < 0 ? -1 : codes[code]));
  const unknown = labels.reduce(
    (sum, code, row) => sum + (code < 0 && (test.labels as Int32Array)[row] >= 0 ? 1 : 0),
    0,
  );
  return { labels, classes: train.classes, unknown };
}
