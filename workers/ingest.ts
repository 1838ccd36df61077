// Reads files apart from the page: decompression, decoding, parsing.
import { expose, transfer } from 'comlink';
import type { IngestApi } from '../src/data/read/api';
import { readTable, type ByteSource } from '../src/data/read/read-table';

const PROGRESS_STEP = 0.01;
let running = new AbortController();

function sourceOf(source: File | string): ByteSource {
  if (typeof source !== 'string') return { name: source.name, open: async () => source };
  return { name: source.split('/').pop() ?? source, open: () => fetch(source) };
}

const api: IngestApi = {
  async read(source, options, onProgress) {
    running = new AbortController();
    let sent = -1;
    const report = (fraction: number): void => {
      if (Math.abs(fraction - sent) < PROGRESS_STEP) return;
      sent = fraction;
      onProgress(fraction);
    };
    const outcome = await readTable(sourceOf(source), options, report, running.signal);
    if (!outcome.ok) return outcome;
    const { pixels, labels } = outcome.value;
    const buffers = [pixels.buffer, ...(labels ? [labels.buffer] : [])];
    return transfer(
      outcome,
      buffers.filter((buffer) => buffer instanceof ArrayBuffer),
    );
  },
  cancel: () => running.abort(),
};
expose(api);
