import { ExpectedFailure, failure, success, toFailure, type Outcome } from '../../core/failure';
import type { ImageTable } from '../dataset';
import type { ReadOptions } from './api';
import { checkSignature } from './bytes';
import { findColumns } from './columns';
import { FastReader, Irregular } from './fast';
import { GeneralReader } from './general';
import { layoutOf, openHead, type Layout, type Opened } from './head';
import { checkRoom, type Room } from './pixels';
import { TableBuilder } from './table-builder';

/** Where bytes come from; opened anew when the fast reader gives up. */
export interface ByteSource {
  name: string;
  open(): Promise<Blob | Response>;
}

/** Where reading is told to stop; an AbortSignal is one. */
export interface StopSignal {
  readonly aborted: boolean;
}

/** Pixels above this do not fit a tab together with what is made of them. */
const MEMORY_LIMIT = 1.5 * 2 ** 30;
/** Text of pixels unpacks to at least about this many times its gzip. More is found out while reading. */
const GZIP_RATIO = 4;

interface Reading {
  source: ByteSource;
  options: ReadOptions;
  onProgress: (fraction: number) => void;
  signal?: StopSignal;
  started: number;
}

function expectedRows({ size, gzip }: Opened, { bytesPerRow }: Layout): number {
  return Math.ceil((size * (gzip ? GZIP_RATIO : 1)) / bytesPerRow);
}

async function readOnce(reading: Reading, fast: boolean): Promise<ImageTable> {
  const { source, options, onProgress, signal, started } = reading;
  const opened = await openHead(source, onProgress);
  checkSignature(opened.head, source.name);
  const layout = layoutOf(opened, source.name);
  const { rows, delimiter } = layout;
  const columns = findColumns(rows, source.name, options);
  const head = columns.hasHeader ? rows.slice(1) : rows;
  const room: Room = { fileName: source.name, limit: options.memoryLimit ?? MEMORY_LIMIT };
  const expected = expectedRows(opened, layout);
  const bytesPerValue = head.some((row) => row.some((cell) => cell.includes('.'))) ? 4 : 1;
  checkRoom(expected * columns.names.length * bytesPerValue, room);

  const facts = { fileName: source.name, columns, head, expectedRows: expected, room, options };
  const builder = new TableBuilder(facts);
  const { hasHeader, labelColumn, names } = columns;
  const reader = fast
    ? new FastReader(builder, delimiter, names.length, labelColumn, hasHeader)
    : new GeneralReader(builder, delimiter, hasHeader, source.name);
  let first = true;
  for await (const chunk of opened.chunks) {
    if (signal?.aborted) {
      throw new ExpectedFailure('cancelled', `Reading ${source.name} was cancelled.`, source.name);
    }
    reader.push(first ? withoutBom(chunk) : chunk);
    first = false;
  }
  reader.finish();
  return builder.finish(started);
}

const withoutBom = (chunk: Uint8Array): Uint8Array =>
  chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;

/**
 * Reads a table. Clean integer files take the byte-level way; at the first irregularity PapaParse reads the whole file
 * again, so that results and messages are those of one reader. Never throws: what is wrong with the file comes back as
 * a failure that names file, row and column.
 */
export async function readTable(
  source: ByteSource,
  options: ReadOptions = {},
  onProgress: (fraction: number) => void = () => undefined,
  signal?: StopSignal,
): Promise<Outcome<ImageTable>> {
  const reading: Reading = { source, options, onProgress, signal, started: performance.now() };
  try {
    try {
      return success(await readOnce(reading, true));
    } catch (thrown) {
      if (!(thrown instanceof Irregular)) throw thrown;
      return success(await readOnce(reading, false));
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
