import Papa from 'papaparse';
import { ExpectedFailure } from '../../core/failure';
import { openBytes } from './bytes';
import type { ByteSource } from './read-table';

const HEAD_ROWS = 20;
const HEAD_BYTES = 4 * 2 ** 20;
const DELIMITERS = [',', '\t', ';', '|'];

/** The beginning of a file, and all its chunks, those included. */
export interface Opened {
  head: Uint8Array;
  /** The head is all there is. */
  whole: boolean;
  chunks: AsyncGenerator<Uint8Array>;
  /** Bytes as stored; 0 when not known. */
  size: number;
  gzip: boolean;
}

/** Opens a source and reads enough of it to see its first rows. */
export async function openHead(
  source: ByteSource,
  onProgress: (fraction: number) => void,
): Promise<Opened> {
  const opened = await source.open();
  const size =
    opened instanceof Blob ? opened.size : Number(opened.headers.get('content-length') ?? 0);
  let count = 0;
  const { stream, gzip } = await openBytes(opened, source.name, (bytes) => {
    count += bytes;
    if (size > 0) onProgress(Math.min(1, count / size));
  });
  const reader = stream.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  let lines = 0;
  let whole = false;
  // A chunk can be smaller than a row, and a wide row 100 kB.
  while (lines <= HEAD_ROWS && length < HEAD_BYTES) {
    const { done, value } = await reader.read();
    if (done) {
      whole = true;
      break;
    }
    pieces.push(value);
    length += value.length;
    for (const byte of value) if (byte === 10) lines++;
  }
  return { head: joined(pieces, length), whole, chunks: chained(pieces, reader), size, gzip };
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

async function* chained(
  pieces: readonly Uint8Array[],
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Left early, the file must not be read on; what the stream says then is of no interest.
    reader.cancel().catch(() => undefined);
  }
}

export interface Layout {
  delimiter: string;
  /** The first rows, header included, blank lines left out. */
  rows: string[][];
  bytesPerRow: number;
}

/** The delimiter and the first rows. */
export function layoutOf({ head, whole }: Opened, fileName: string): Layout {
  const text = new TextDecoder('utf-8').decode(head);
  if (text.trim() === '') {
    throw new ExpectedFailure('badFile', `${fileName} is empty. Choose another file.`, fileName);
  }
  const { data, meta } = Papa.parse<string[]>(text, {
    preview: HEAD_ROWS,
    delimitersToGuess: DELIMITERS,
  });
  // Unless the head is the whole file, its last line may be cut off.
  const complete = !whole && data.length < HEAD_ROWS ? data.slice(0, -1) : data;
  const rows = complete.filter((cells) => cells.length > 1 || cells[0].trim() !== '');
  if (rows.length === 0 || rows[0].length < 2) {
    throw new ExpectedFailure(
      'badFile',
      `${fileName} is not a CSV: its first row has one cell only. Columns are separated by comma, tab, semicolon or |.`,
      'row 1',
    );
  }
  return { delimiter: meta.delimiter, rows, bytesPerRow: Math.max(1, meta.cursor / data.length) };
}
