import Papa from 'papaparse';
import { ExpectedFailure } from '../../core/failure';
import type { TableBuilder } from './table-builder';

/** No row is this long: a quotation mark was opened and never closed. */
const LONGEST_ROW = 2 ** 24;

/** Reads any delimited text with PapaParse, piece by piece, keeping no row longer than it takes to store it. */
export class GeneralReader {
  private readonly builder: TableBuilder;
  private readonly parser: Papa.Parser;
  private readonly fileName: string;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private rest = '';
  private row = 0;
  private skipFirst: boolean;

  constructor(builder: TableBuilder, delimiter: string, hasHeader: boolean, fileName: string) {
    this.builder = builder;
    this.parser = new Papa.Parser({ delimiter, quoteChar: '"' } as Papa.ParseConfig);
    this.skipFirst = hasHeader;
    this.fileName = fileName;
  }

  push(chunk: Uint8Array): void {
    this.consume(this.rest + this.decode(chunk, true), true);
  }

  finish(): void {
    this.consume(this.rest + this.decode(new Uint8Array(0), false), false);
  }

  private decode(chunk: Uint8Array, stream: boolean): string {
    try {
      return this.decoder.decode(chunk, { stream });
    } catch {
      throw new ExpectedFailure(
        'badFile',
        `${this.fileName} is not UTF-8 text (after row ${this.row}). Save it as UTF-8 and open it again.`,
        `row ${this.row + 1}`,
      );
    }
  }

  private consume(text: string, more: boolean): void {
    const { data, meta } = this.parser.parse(text, 0, more) as Papa.ParseResult<string[]>;
    this.rest = more ? text.slice(meta.cursor) : '';
    if (this.rest.length > LONGEST_ROW) {
      const row = this.row + data.length + 1;
      throw new ExpectedFailure(
        'badFile',
        `${this.fileName}: row ${row} does not end. Is a quotation mark left open?`,
        `row ${row}`,
      );
    }
    for (const cells of data) {
      this.row++;
      if (this.skipFirst) {
        this.skipFirst = false;
        continue;
      }
      const blank = cells.length === 1 && cells[0].trim() === '';
      if (!blank) this.builder.addRow(cells, this.row);
    }
  }
}
