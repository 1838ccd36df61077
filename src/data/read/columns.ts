import { ExpectedFailure } from '../../core/failure';

const LABEL_NAMES = /^(labels?|class|classes|targets?|y|digit|category|cls|species)$/i;
const INDEX_NAMES = /^(|unnamed: ?\d+|index|id|image_?id|row)$/i;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const BLANKS = new Set(['', 'na', 'nan', 'n/a', 'null', 'none', '?']);
/** A first row 0, 1, 2 … is a header only when it is too long to be chance. */
const COUNTED_HEADER = 16;

export const isNumber = (text: string): boolean => NUMBER.test(text.trim());
/** An empty label cell, or one of the words for it: the row is unlabelled. */
export const isBlankLabel = (text: string): boolean => BLANKS.has(text.trim().toLowerCase());
const isText = (cell: string | undefined): boolean =>
  cell !== undefined && !isNumber(cell) && !isBlankLabel(cell);

export interface Columns {
  /** As in the header; `column0` … by position where there is none. */
  names: string[];
  hasHeader: boolean;
  /** −1 = none. */
  labelColumn: number;
}

/** What a person said of the columns; what is undefined is found out. */
export interface ColumnChoices {
  labelColumn?: string | null;
  hasHeader?: boolean;
}

/**
 * What the columns are, from the first rows.
 * @throws ExpectedFailure for duplicate names, a label column that is not there, a column of row numbers.
 */
export function findColumns(
  rows: string[][],
  fileName: string,
  { labelColumn: wanted, hasHeader = looksLikeHeader(rows) }: ColumnChoices,
): Columns {
  const names = rows[0].map((cell, i) => (hasHeader ? cell.trim() : `column${i}`));
  if (hasHeader) checkDuplicates(names, fileName);
  const body = hasHeader ? rows.slice(1) : rows;
  const labelColumn =
    wanted === undefined
      ? guessLabel(names, body, hasHeader)
      : wantedLabel(names, wanted, fileName);
  if (hasHeader && labelColumn !== 0) checkIndex(names[0], body, fileName);
  return { names, hasHeader, labelColumn };
}

function looksLikeHeader([first, second = []]: string[][]): boolean {
  const counts = (from: number): boolean => first.every((cell, i) => Number(cell) === i + from);
  if (first.length > COUNTED_HEADER && (counts(0) || counts(1))) return true;
  // "y" may be a class of its own: it names the column only where other rows hold no text.
  const named = first.some(
    (cell, i) => LABEL_NAMES.test(cell.trim()) && (cell.trim().length > 1 || !isText(second[i])),
  );
  const texts = first.filter(isText).length;
  return named || (texts > 1 && texts > second.filter(isText).length);
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

/** pandas writes its row numbers as a first column unless told not to; as a pixel they would spoil every distance. */
function checkIndex(name: string, body: string[][], fileName: string): void {
  const first = Number(body[0]?.[0]);
  const counts = body.length > 1 && body.every((row, i) => Number(row[0]) === first + i);
  if (!INDEX_NAMES.test(name) || !counts) return;
  throw new ExpectedFailure(
    'badFile',
    `${fileName}: the first column ${name === '' ? 'has no name and' : `"${name}"`} numbers the rows; it is no pixel. Save the file without it (in pandas: to_csv(index=False)).`,
    'column 1',
  );
}

function wantedLabel(names: string[], wanted: string | null, fileName: string): number {
  if (wanted === null) return -1;
  const found = names.indexOf(wanted);
  if (found >= 0) return found;
  throw new ExpectedFailure('badFile', `${fileName} has no column called "${wanted}".`, wanted);
}

/** The label by its name, else a column of text, else the column that stands out. */
function guessLabel(names: string[], body: string[][], hasHeader: boolean): number {
  const named = hasHeader ? names.findIndex((name) => LABEL_NAMES.test(name)) : -1;
  if (named >= 0) return named;
  const text = names.findIndex(
    (_, i) => body.some((row) => isText(row[i])) && body.every((row) => !isNumber(row[i] ?? '')),
  );
  if (text >= 0) return text;
  return hasHeader ? oddName(names) : oddColumn(body, names.length);
}

/** The one name that is not like all the others, which differ in their numbers only. */
function oddName(names: string[]): number {
  const stems = names.map((name) => name.replace(/\d+/g, '#'));
  const common = stems[0] === stems[1] ? stems[0] : stems[2];
  const odd = stems.flatMap((stem, i) => (stem === common ? [] : [i]));
  const alone = names.length > 3 && odd.length === 1 && !INDEX_NAMES.test(names[odd[0]]);
  return alone ? odd[0] : -1;
}

/**
 * Where one column less makes a square image and all of them do not, the label is the first column; the last where the
 * first never changes, as a corner pixel does not, and the last does.
 */
function oddColumn(body: string[][], count: number): number {
  const isImage = (n: number): boolean =>
    [n, n / 3].some((pixels) => pixels > 0 && Number.isInteger(Math.sqrt(pixels)));
  if (isImage(count) || !isImage(count - 1)) return -1;
  const changes = (i: number): boolean => body.some((row) => row[i] !== body[0][i]);
  return !changes(0) && changes(count - 1) ? count - 1 : 0;
}
