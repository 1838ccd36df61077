import Papa from 'papaparse';
import { ExpectedFailure, failure, success, toFailure, type Outcome } from '../../core/failure';
import type { ImageTable } from '../dataset';
import type { ReadOptions } from './api';
import { checkSignature, openBytes } from './bytes';
import { findColumns } from './columns';
import { FastReader, Irregular } from './fast';
import { GeneralReader } from './general';
import { TableBuilder } from './table-builder';

/** Where bytes come from; opened anew when the fast reader gives up. */
export interface ByteSource {
  name: string;
  /** Bytes as stored (packed, when gzip); 0 when not known. */
  size: number;
  open(): Promise<Blob | Response>;
}

const HEAD_ROWS = 20;
const HEAD_BYTES = 4 * 2 ** 20;
/** Pixels above this do not fit a tab together with what is made of them. */
const MEMORY_LIMIT = 1.5 * 2 ** 30;
/** Text CSV of bytes packs about this much. */
const GZIP_RATIO = 9;
const DELIMITERS = [',', '\t', ';', '|'];

interface Layout {
  delimiter: string;
  rows: string[][];
  bytesPerRow: number;
}

function layoutOf(head: Uint8Array, fileName: string): Layout {
  const text = new TextDecoder('utf-8').decode(head).replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new ExpectedFailure('badFile', `${fileName} is empty.`, fileName);
  const { data, meta } = Papa.parse<string[]>(text, {
    preview: HEAD_ROWS + 1,
    delimitersToGuess: DELIMITERS,
  });
  const lines = data.filter((cells) => cells.length > 1 || cells[0].trim() !== '');
  // The last line of the piece may be cut off.
  const rows = lines.length > 2 ? lines.slice(0, -1) : lines;
  if (rows[0].length < 2) {
    throw new ExpectedFailure(
      'badFile',
      `${fileName} is not a CSV: its first row has one cell only. Columns are separated by comma, tab, semicolon or |.`,
      'row 1',
    );
  }
  return { delimiter: meta.delimiter, rows, bytesPerRow: Math.max(1, meta.cursor / data.length) };
}

/** Enough bytes for the first rows, and all chunks, those included. */
async function openHead(source: ByteSource, onRead: (bytes: number) => void) {
  const reader = (await openBytes(await source.open(), source.name, onRead)).getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  let lines = 0;
  // A chunk can be smaller than a row, and a wide row 100 kB.
  while (lines <= HEAD_ROWS && length < HEAD_BYTES) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    length += value.length;
    for (const byte of value) if (byte === 10) lines++;
  }
  return { head: joined(pieces, length), chunks: chained(pieces, reader) };
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

async function* chained(
  pieces: readonly Uint8Array[],
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* pieces;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

const withoutBom = (chunk: Uint8Array): Uint8Array =>
  chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;

async function readOnce(
  source: ByteSource,
  options: ReadOptions,
  onProgress: (fraction: number) => void,
  fast: boolean,
  started: number,
): Promise<ImageTable> {
  let read = 0;
  const { head, chunks } = await openHead(source, (bytes) => {
    read += bytes;
    if (source.size > 0) onProgress(Math.min(1, read / source.size));
  });
  checkSignature(head, source.name);
  const { delimiter, rows, bytesPerRow } = layoutOf(head, source.name);
  const columns = findColumns(rows, source.name, options.labelColumn);
  const packed = /\.gz$/i.test(source.name) ? GZIP_RATIO : 1;
  const expectedRows = Math.ceil((source.size * packed) / bytesPerRow);
  checkMemory(expectedRows * columns.names.length, source.name, options);
  const builder = new TableBuilder({
    fileName: source.name,
    columns,
    head: columns.hasHeader ? rows.slice(1) : rows,
    expectedRows: Math.min(expectedRows, 1_000_000),
    options,
  });
  const { hasHeader, labelColumn, names } = columns;
  const reader = fast
    ? new FastReader(builder, delimiter, names.length, labelColumn, hasHeader)
    : new GeneralReader(builder, delimiter, hasHeader, source.name);
  let first = true;
  for await (const chunk of chunks) {
    reader.push(first ? withoutBom(chunk) : chunk);
    first = false;
  }
  reader.finish();
  return builder.finish(started);
}

function checkMemory(
  bytes: number,
  fileName: string,
  { memoryLimit = MEMORY_LIMIT }: ReadOptions,
): void {
  if (bytes <= memoryLimit) return;
  const gigabytes = (n: number): string => (n / 2 ** 30).toFixed(1);
  throw new ExpectedFailure(
    'tooLarge',
    `${fileName} would need about ${gigabytes(bytes)} GiB for its pixels; this tab has room for ${gigabytes(memoryLimit)}. Open a part of it.`,
    fileName,
  );
}

/**
 * Reads a table. Clean integer files take the byte-level way; at the first irregularity PapaParse reads the whole file
 * again, so that results and messages are those of one reader.
 */
export async function readTable(
  source: ByteSource,
  options: ReadOptions = {},
  onProgress: (fraction: number) => void = () => undefined,
): Promise<Outcome<ImageTable>> {
  const started = performance.now();
  try {
    try {
      return success(await readOnce(source, options, onProgress, true, started));
    } catch (thrown) {
      if (!(thrown instanceof Irregular)) throw thrown;
      return success(await readOnce(source, options, onProgress, false, started));
    }
  } catch (thrown) {
    if (thrown instanceof DOMException) {
      return failure(
        'badFile',
        `${source.name} could not be read: it was moved, changed or is not permitted. Choose it again.`,
        source.name,
      );
    }
    return { ok: false, error: toFailure(thrown) };
  }
}
