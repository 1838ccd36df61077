import { failure, success, type Outcome } from '../core/failure';
import type { ImageTable } from './dataset';

const NAMED = 3;
const pixelNames = ({ columns, labelColumn }: ImageTable): string[] =>
  columns.filter((_, i) => i !== labelColumn);
const listed = (names: string[]): string =>
  names.slice(0, NAMED).join(', ') +
  (names.length > NAMED ? ` and ${names.length - NAMED} more` : '');

/**
 * The test table with its pixel columns in the training table's order and its labels in the training table's codes
 * (−1 where the training table does not know a label), or why the two do not belong together.
 */
export function matchTest(train: ImageTable, test: ImageTable): Outcome<ImageTable> {
  const wanted = pixelNames(train);
  const given = pixelNames(test);
  if (given.length !== wanted.length) {
    return failure(
      'badFile',
      `${test.fileName} has ${given.length} pixel columns, ${train.fileName} has ${wanted.length}. The training data was kept; open a test file with the same columns.`,
      test.fileName,
    );
  }
  const at = new Map(given.map((name, i) => [name, i]));
  const missing = wanted.filter((name) => !at.has(name));
  if (missing.length > 0) {
    return failure(
      'badFile',
      `${test.fileName} lacks the columns ${listed(missing)} of ${train.fileName}. The training data was kept.`,
      test.fileName,
    );
  }
  const order = wanted.map((name) => at.get(name) as number);
  const inOrder = order.every((from, to) => from === to);
  return success({
    ...test,
    pixels: inOrder ? test.pixels : reordered(test, order),
    pixelMax: train.pixelMax,
    shape: train.shape,
    shapeUncertain: false,
    ...recoded(train, test),
  });
}

function reordered({ pixels, rows, cols }: ImageTable, order: number[]): Uint8Array | Float32Array {
  const out = pixels.slice();
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < cols; c++) out[row * cols + c] = pixels[row * cols + order[c]];
  }
  return out;
}

function recoded(train: ImageTable, test: ImageTable): Pick<ImageTable, 'labels' | 'classes'> {
  if (!test.labels) return { labels: undefined, classes: train.classes };
  const codes = test.classes.map((name) => train.classes.indexOf(name));
  return {
    labels: test.labels.map((code) => (code < 0 ? -1 : codes[code])),
    classes: train.classes,
  };
}
