import { ExpectedFailure } from '../../core/failure';

const GZIP_MAGIC = [0x1f, 0x8b];
const SIGNATURES: readonly { bytes: number[]; what: string }[] = [
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'a PNG image' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a JPEG image' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'a ZIP archive or a spreadsheet' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF' },
  { bytes: [0x93, 0x4e, 0x55, 0x4d], what: 'a NumPy array' },
  { bytes: [0x50, 0x41, 0x52, 0x31], what: 'a Parquet file' },
  { bytes: [0xff, 0xfe], what: 'UTF-16 text' },
  { bytes: [0xfe, 0xff], what: 'UTF-16 text' },
];
const TEXT_SIGNATURES: readonly { pattern: RegExp; what: string }[] = [
  { pattern: /^\s*</, what: 'HTML or XML' },
  { pattern: /^\s*[{[]/, what: 'JSON' },
];

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, i) => bytes[i] === byte);

/** Refuses what is plainly no table, by its first bytes, and says what it looks like. */
export function checkSignature(head: Uint8Array, fileName: string): void {
  const binary = SIGNATURES.find(({ bytes }) => startsWith(head, bytes));
  const text = new TextDecoder('utf-8').decode(head.subarray(0, 64));
  const what = binary?.what ?? TEXT_SIGNATURES.find(({ pattern }) => pattern.test(text))?.what;
  if (what) throw notCsv(fileName, `looks like ${what}`);
  if (head.subarray(0, 512).includes(0)) throw notCsv(fileName, 'holds binary data');
}

const notCsv = (fileName: string, why: string): ExpectedFailure =>
  new ExpectedFailure(
    'badFile',
    `${fileName} ${why}, not a UTF-8 CSV. Export it as comma-separated values in UTF-8, one image a row.`,
    fileName,
  );

/** A stream of the source's bytes, unpacked when it is gzip whatever its name says. */
export async function openBytes(
  source: Blob | Response,
  fileName: string,
  onRead: (bytes: number) => void,
): Promise<{ stream: ReadableStream<Uint8Array<ArrayBuffer>>; gzip: boolean }> {
  if (source instanceof Response && !source.ok) {
    throw new ExpectedFailure(
      'badFile',
      `${fileName} could not be fetched: the server answered ${source.status}.`,
      fileName,
    );
  }
  const body = source instanceof Blob ? source.stream() : source.body;
  if (!body) throw new ExpectedFailure('badFile', `${fileName} is empty.`, fileName);
  const counted = body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        onRead(chunk.byteLength);
        controller.enqueue(chunk);
      },
    }),
  );
  const { head, stream } = await peek(counted);
  const gzip = startsWith(head, GZIP_MAGIC);
  return { stream: gzip ? unpacked(stream, fileName) : stream, gzip };
}

/** Unpacks gzip. Engines word damage differently; only a DOMException is about the file's storage, not its content. */
function unpacked(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  fileName: string,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = stream.pipeThrough(new DecompressionStream('gzip')).getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (thrown) {
        if (thrown instanceof DOMException) throw thrown;
        throw new ExpectedFailure(
          'badFile',
          `${fileName} is damaged: it cannot be unpacked as gzip. Download or pack it again.`,
          fileName,
        );
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** The first chunk, and a stream that still begins with it. */
async function peek(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<{ head: Uint8Array; stream: ReadableStream<Uint8Array<ArrayBuffer>> }> {
  const reader = stream.getReader();
  let first = await reader.read();
  while (!first.done && first.value.byteLength === 0) first = await reader.read();
  const head = first.done ? new Uint8Array(0) : first.value;
  const rest = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      if (first.done) controller.close();
      else controller.enqueue(first.value);
    },
    async pull(controller) {
      const next = await reader.read();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { head, stream: rest };
}
