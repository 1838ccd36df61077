import { ExpectedFailure } from '../../core/failure';

const LABEL_NAMES = /^(label|labels|class|classes|target|y|digit|category|cls)$/i;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export const isNumber = (text: string): boolean => NUMBER.test(text.trim());
const BLANKS = new Set(['', 'na', 'nan', 'n/a', 'null', 'none', '?', '-1']);
/** An empty label cell, or one of the words for it: the row is unlabelled. */
export const isBlankLabel = (text: string): boolean => BLANKS.has(text.trim().toLowerCase());

export interface Columns {
  names: string[];
  hasHeader: boolean;
  /** −1 = none. */
  labelColumn: number;
}

const isSquareCount = (n: number): boolean => n > 0 && Number.isInteger(Math.sqrt(n));

/**
 * What the columns are, from the first rows: a header when a row has text where numbers follow; the label by its name,
 * else a text column, else the first column when the others make a square.
 */
export function findColumns(
  rows: string[][],
  fileName: string,
  wanted: string | null | undefined,
): Columns {
  const [first, second = []] = rows;
  const count = first.length;
  const textCells = first.filter((cell) => cell.trim() !== '' && !isNumber(cell)).length;
  const secondText = second.filter((cell) => cell.trim() !== '' && !isNumber(cell)).length;
  const hasHeader = textCells > 1 && textCells > secondText;
  const names = hasHeader
    ? first.map((cell) => cell.trim())
    : Array.from({ length: count }, (_, i) => `column${i}`);
  if (hasHeader) checkDuplicates(names, fileName);
  const body = hasHeader ? rows.slice(1) : rows;
  const labelColumn = findLabel(names, body, hasHeader, fileName, wanted);
  if (!hasHeader) {
    let pixel = 0;
    for (let i = 0; i < count; i++) names[i] = i === labelColumn ? 'label' : `pixel${pixel++}`;
  }
  return { names, hasHeader, labelColumn };
}

function checkDuplicates(names: string[], fileName: string): void {
  const seen = new Map<string, number>();
  names.forEach((name, i) => {
    const before = seen.get(name);
    if (before !== undefined) {
      throw new ExpectedFailure(
        'badFile',
        `${fileName}: columns ${before + 1} and ${i + 1} are both called "${name}". Give every column its own name.`,
        `row 1, column ${i + 1}`,
      );
    }
    seen.set(name, i);
  });
}

function findLabel(
  names: string[],
  body: string[][],
  hasHeader: boolean,
  fileName: string,
  wanted: string | null | undefined,
): number {
  if (wanted === null) return -1;
  if (wanted !== undefined) {
    const found = names.indexOf(wanted);
    if (found < 0)
      throw new ExpectedFailure('badFile', `${fileName} has no column called "${wanted}".`, wanted);
    return found;
  }
  const named = hasHeader ? names.findIndex((name) => LABEL_NAMES.test(name)) : -1;
  if (named >= 0) return named;
  const text = names.findIndex(
    (_, i) =>
      body.length > 0 &&
      body.every((row) => !isNumber(row[i] ?? '') && !isBlankLabel(row[i] ?? '')),
  );
  if (text >= 0) return text;
  const rest = names.length - 1;
  const labelLike = !hasHeader && !isSquareCount(names.length) && !isSquareCount(names.length / 3);
  return labelLike && (isSquareCount(rest) || isSquareCount(rest / 3)) ? 0 : -1;
}
