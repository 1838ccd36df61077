import { ExpectedFailure } from '../../core/failure';
import type { ImageTable, ReadWarning } from '../dataset';
import { inferShape } from '../shape';
import { isBlankLabel, isNumber, type Columns } from './columns';
import { constantColumns, duplicateRows, fingerprintOf } from './inspect';
import { encodeLabels, normalLabel } from './labels';
import { PixelStore } from './pixels';
import type { ReadOptions } from './api';

/** Up to this share of rows with a wrong number of cells is left out with a warning; more means a wrong file. */
const RAGGED_SHARE = 0.01;
const NAMED_ROWS = 3;

export interface TableFacts {
  fileName: string;
  columns: Columns;
  head: string[][];
  expectedRows: number;
  options: ReadOptions;
}

/** Gathers rows into an {@link ImageTable}; the one place where a cell is judged. Row numbers are the file's, from 1. */
export class TableBuilder {
  readonly pixels: PixelStore;
  private readonly labels: string[] = [];
  private readonly ragged: { row: number; cells: number }[] = [];
  private readonly facts: TableFacts;

  constructor(facts: TableFacts) {
    this.facts = facts;
    const { columns, expectedRows } = facts;
    const pixelColumns = columns.names.length - (columns.labelColumn >= 0 ? 1 : 0);
    if (pixelColumns === 0) {
      throw new ExpectedFailure(
        'badFile',
        `${facts.fileName} has no pixel columns.`,
        facts.fileName,
      );
    }
    this.pixels = new PixelStore(pixelColumns, expectedRows);
  }

  addLabel(text: string): void {
    this.labels.push(isBlankLabel(text) ? '' : normalLabel(text));
  }

  addRow(cells: string[], row: number): void {
    const { names, labelColumn } = this.facts.columns;
    if (cells.length !== names.length) {
      this.ragged.push({ row, cells: cells.length });
      return;
    }
    for (let i = 0; i < cells.length; i++) {
      if (i === labelColumn) this.addLabel(cells[i]);
      else this.pixels.push(this.pixelValue(cells[i], row, i));
    }
  }

  private pixelValue(text: string, row: number, column: number): number {
    const value = isNumber(text) ? Number(text) : Number.NaN;
    if (value >= 0 && value <= 255) return value;
    const { fileName, columns } = this.facts;
    const name = columns.names[column];
    const what =
      text.trim() === ''
        ? 'is empty'
        : Number.isNaN(value)
          ? `holds "${text.slice(0, 40)}", which is no number`
          : `holds ${text.trim()}, outside 0 … 255`;
    const advice = Number.isNaN(value)
      ? 'If it is the label, choose it as the label column; else mend the file.'
      : 'Pixels are 0 … 255, or 0 … 1.';
    throw new ExpectedFailure(
      'badFile',
      `${fileName}: row ${row}, column ${name} ${what}. ${advice}`,
      `row ${row}, column ${name}`,
    );
  }

  private raggedWarning(rows: number): ReadWarning[] {
    const { ragged, facts } = this;
    if (ragged.length === 0) return [];
    const width = facts.columns.names.length;
    const list = ragged.slice(0, NAMED_ROWS).map(({ row, cells }) => `row ${row} (${cells})`);
    const named = `${list.join(', ')}${ragged.length > NAMED_ROWS ? ', …' : ''}`;
    if (ragged.length > RAGGED_SHARE * (rows + ragged.length)) {
      throw new ExpectedFailure(
        'badFile',
        `${facts.fileName}: ${ragged.length} rows do not have ${width} columns: ${named}. Is the delimiter right, and the file whole?`,
        `row ${ragged[0].row}`,
      );
    }
    const message = `${ragged.length} rows without ${width} columns were left out: ${named}.`;
    return [{ message, row: ragged[0].row, count: ragged.length }];
  }

  /** The table, with warnings for everything odd that was read all the same. */
  async finish(started: number): Promise<ImageTable> {
    const { fileName, columns, head, options } = this.facts;
    const { rows, cols } = this.pixels;
    const ragged = this.raggedWarning(rows);
    if (rows === 0) {
      throw new ExpectedFailure('badFile', `${fileName} has a header but no rows.`, fileName);
    }
    const pixels = this.pixels.finish(globalThis.crossOriginIsolated);
    const { codes, classes } = encodeLabels(this.labels);
    const hasLabels = columns.labelColumn >= 0;
    const inferred = inferShape(cols);
    const { max } = this.pixels;
    const integers = pixels instanceof Uint8Array;
    const textLabels = classes.some((name) => !isNumber(name));
    return {
      fileName,
      rows,
      cols,
      pixels,
      pixelMax: max <= 1 ? 1 : max <= 16 ? 16 : 255,
      labels: hasLabels ? codes : undefined,
      classes,
      columns: columns.names,
      labelColumn: columns.labelColumn,
      head: head
        .slice(0, 5)
        .map((row) => row.map((cell) => (isNumber(cell) ? Number(cell) : cell))),
      dtype: integers ? (textLabels ? `int64(${cols}), object(1)` : 'int64') : 'float64',
      memoryBytes: rows * columns.names.length * 8 + 128,
      shape: checkedShape(options.shape, cols) ?? inferred.shape,
      shapeUncertain: inferred.uncertain && !options.shape,
      warnings: [
        ...ragged,
        ...this.oddities(pixels, hasLabels, codes, classes, inferred.uncertain && !options.shape),
      ],
      parseSeconds: (performance.now() - started) / 1000,
      fingerprint: await fingerprintOf(pixels, hasLabels ? codes : undefined),
    };
  }

  private oddities(
    pixels: Uint8Array | Float32Array,
    hasLabels: boolean,
    codes: Int32Array,
    classes: string[],
    shapeUncertain: boolean,
  ): ReadWarning[] {
    const { cols } = this.pixels;
    const warnings: ReadWarning[] = [];
    const add = (count: number, message: string): void => {
      if (count > 0) warnings.push({ message, count });
    };
    const twins = duplicateRows(pixels, cols);
    add(
      twins,
      `${twins.toLocaleString('en')} rows are exact copies of an earlier row; they were kept.`,
    );
    const constant = constantColumns(pixels, cols);
    add(
      constant,
      `${constant.toLocaleString('en')} pixel columns have the same value in every row; they were kept.`,
    );
    if (shapeUncertain) add(1, `${cols} pixels make no square image: choose height and width.`);
    if (!hasLabels) return warnings;
    const counts = new Array<number>(classes.length).fill(0);
    for (const code of codes) if (code >= 0) counts[code]++;
    const blank = codes.length - counts.reduce((sum, count) => sum + count, 0);
    add(blank, `${blank.toLocaleString('en')} rows have no label: they count as unlabelled.`);
    if (classes.length === 1)
      add(1, `There is only one class, "${classes[0]}": nothing can be told apart by it.`);
    const single = classes.filter((_, code) => counts[code] === 1);
    add(
      single.length,
      `Only one row has the label ${single.slice(0, NAMED_ROWS).join(', ')}: too few to split or train on.`,
    );
    return warnings;
  }
}

function checkedShape(shape: ReadOptions['shape'], cols: number): ReadOptions['shape'] {
  if (!shape || shape.height * shape.width * shape.channels === cols) return shape;
  const { height, width, channels } = shape;
  throw new ExpectedFailure(
    'badFile',
    `${height} × ${width}${channels > 1 ? ` × ${channels}` : ''} is ${height * width * channels} values; the file has ${cols} pixel columns.`,
    'shape',
  );
}
