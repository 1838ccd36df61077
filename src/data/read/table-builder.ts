import { ExpectedFailure } from '../../core/failure';
import { canShareMemory } from '../../core/shared-memory';
import type { ImageTable, ReadWarning } from '../dataset';
import { inferShape } from '../shape';
import type { ReadOptions } from './api';
import { isNumber, type Columns } from './columns';
import { fingerprintOf } from './inspect';
import { encodeLabels, normalLabel } from './labels';
import { oddities } from './oddities';
import { pandasDtype, pandasMemory } from './pandas';
import { PixelStore, type Room } from './pixels';

/** Up to this share of rows with a wrong number of cells is left out with a warning; more means a wrong file. */
const RAGGED_SHARE = 0.01;
const NAMED_ROWS = 3;
const HEAD_ROWS = 5;

export interface TableFacts {
  fileName: string;
  columns: Columns;
  /** The first rows, without header. */
  head: string[][];
  expectedRows: number;
  room: Room;
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
    const { columns, expectedRows, fileName, options, room } = facts;
    const cols = columns.names.length - (columns.labelColumn >= 0 ? 1 : 0);
    if (cols === 0) {
      throw new ExpectedFailure('badFile', `${fileName} has no pixel columns.`, fileName);
    }
    checkShape(options.shape, cols);
    this.pixels = new PixelStore(cols, expectedRows, room);
  }

  addLabel(text: string): void {
    this.labels.push(normalLabel(text));
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
    const name = columns.names[column] || `${column + 1} (no name)`;
    const shown = text.trim().slice(0, 40);
    const what = shown === '' ? 'is empty' : `holds "${shown}", which is no number`;
    const problem = Number.isNaN(value) ? what : `holds ${shown}, outside 0 … 255`;
    const advice = Number.isNaN(value)
      ? 'If it is the label, choose it as the label column; else mend the file.'
      : 'Pixels are 0 … 255, or 0 … 1.';
    throw new ExpectedFailure(
      'badFile',
      `${fileName}: row ${row}, column ${name} ${problem}. ${advice}`,
      `row ${row}, column ${name}`,
    );
  }

  private raggedWarning(): ReadWarning[] {
    const { ragged, facts, pixels } = this;
    if (ragged.length === 0) return [];
    const width = facts.columns.names.length;
    const list = ragged.slice(0, NAMED_ROWS).map(({ row, cells }) => `row ${row} (${cells})`);
    const named = `${list.join(', ')}${ragged.length > NAMED_ROWS ? ', …' : ''}`;
    if (ragged.length > RAGGED_SHARE * (pixels.rows + ragged.length)) {
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
    const { rows, cols, max } = this.pixels;
    const ragged = this.raggedWarning();
    if (rows === 0) {
      throw new ExpectedFailure(
        'badFile',
        `${fileName} has a header but no rows. Export it with its images.`,
        fileName,
      );
    }
    const pixels = this.pixels.finish(canShareMemory());
    const { codes, classes } = encodeLabels(this.labels);
    const labels = columns.labelColumn >= 0 ? codes : undefined;
    const inferred = inferShape(cols);
    const shapeUncertain = inferred.uncertain && !options.shape;
    const noLabelsWanted = options.labelColumn === null;
    return {
      fileName,
      rows,
      cols,
      pixels,
      pixelMax: max <= 1 ? 1 : max <= 16 ? 16 : 255,
      labels,
      classes,
      columns: columns.names,
      columnsMadeUp: !columns.hasHeader,
      labelColumn: columns.labelColumn,
      head: head.slice(0, HEAD_ROWS).map((row) => row.map(headCell)),
      dtype: pandasDtype(pixels, cols, labels, classes),
      memoryBytes: pandasMemory(rows, columns.names.length),
      shape: options.shape ?? inferred.shape,
      shapeUncertain,
      warnings: [
        ...ragged,
        ...oddities({ pixels, cols, labels, classes, shapeUncertain, noLabelsWanted }),
      ],
      fingerprint: await fingerprintOf(pixels, labels),
      parseSeconds: (performance.now() - started) / 1000,
    };
  }
}

const headCell = (cell: string): string | number => (isNumber(cell) ? Number(cell) : cell);

function checkShape(shape: ReadOptions['shape'], cols: number): void {
  if (!shape || shape.height * shape.width * shape.channels === cols) return;
  const { height, width, channels } = shape;
  throw new ExpectedFailure(
    'badFile',
    `${height} × ${width}${channels > 1 ? ` × ${channels}` : ''} is ${height * width * channels} values; the file has ${cols} pixel columns.`,
    'shape',
  );
}
