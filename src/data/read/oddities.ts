import type { ReadWarning } from '../dataset';
import { classCounts } from '../stats';
import { possibleShapes } from '../shape';
import { constantColumns, duplicateRows } from './inspect';

const NAMED = 3;
/** More classes than this, and than half the labelled rows, are measurements rather than classes. */
const MANY_CLASSES = 20;

/** Said of a file without labels; a test file needs none. */
export const NO_LABELS =
  'No label column was found: there will be no accuracy. If there is one, choose it under "How it was read"; if not, give some images a label by hand on the Semi-supervised page.';

const figure = (n: number): string => n.toLocaleString('en');

interface Facts {
  pixels: Uint8Array | Float32Array;
  cols: number;
  labels: Int32Array | undefined;
  classes: string[];
  shapeUncertain: boolean;
  /** The person said that there is no label column. */
  noLabelsWanted: boolean;
}

/** Everything odd about a table that was read all the same. */
export function oddities(facts: Facts): ReadWarning[] {
  const { pixels, cols, labels, shapeUncertain, noLabelsWanted } = facts;
  const warnings: ReadWarning[] = [];
  const twins = duplicateRows(pixels, cols);
  if (twins > 0) {
    const message = `${figure(twins)} rows are exact copies of an earlier row; they were kept.`;
    warnings.push({ message, count: twins });
  }
  const constant = constantColumns(pixels, cols);
  if (constant > 0) {
    const message = `${figure(constant)} pixel columns have the same value in every row; they were kept.`;
    warnings.push({ message, count: constant });
  }
  if (shapeUncertain) warnings.push({ message: shapeMessage(cols) });
  if (labels) warnings.push(...labelOddities(labels, facts.classes));
  else if (!noLabelsWanted) warnings.push({ message: NO_LABELS });
  return warnings;
}

function shapeMessage(cols: number): string {
  const named = possibleShapes(cols)
    .slice(0, NAMED)
    .map(
      ({ height, width, channels }) =>
        `${height} × ${width}${channels > 1 ? ` × ${channels}` : ''}`,
    );
  return `${cols} pixels make no square image. They could be ${named.join(', ')}: choose height and width.`;
}

function labelOddities(labels: Int32Array, classes: string[]): ReadWarning[] {
  const warnings: ReadWarning[] = [];
  const counts = classCounts({ labels, classes });
  const labelled = counts.reduce((sum, count) => sum + count, 0);
  const blank = labels.length - labelled;
  if (blank > 0) {
    const message = `${figure(blank)} rows have no label: they count as unlabelled.`;
    warnings.push({ message, count: blank });
  }
  if (classes.length === 1) {
    const message = `There is only one class, "${classes[0]}": nothing can be told apart by it.`;
    warnings.push({ message });
  }
  if (classes.length > MANY_CLASSES && classes.length > labelled / 2) {
    const message = `${figure(classes.length)} different labels in ${figure(labelled)} rows: is this the label column?`;
    return [...warnings, { message, count: classes.length }];
  }
  const single = classes.filter((_, code) => counts[code] === 1);
  if (single.length > 0) {
    const named = `${single.slice(0, NAMED).join(', ')}${single.length > NAMED ? ', …' : ''}`;
    const message = `Only one row has the label ${named}: too few to split or train on.`;
    warnings.push({ message, count: single.length });
  }
  return warnings;
}
