// Reads files apart from the page: decompression, decoding, parsing.
import { expose, transfer } from 'comlink';
import type { IngestApi } from '../src/data/read/api';
import { readTable, type ByteSource } from '../src/data/read/read-table';

/** Each report draws the page anew: often enough to look alive, seldom enough not to slow the reading. */
const PROGRESS_MS = 80;
let running = new AbortController();

function sourceOf(source: File | string): ByteSource {
  if (typeof source !== 'string') return { name: source.name, open: async () => source };
  return { name: source.split('/').pop() ?? source, open: () => fetch(source) };
}

const api: IngestApi = {
  async read(source, options, onProgress) {
    running = new AbortController();
    let reported = -Infinity;
    let lastReport: Promise<void> | undefined;
    const report = (fraction: number): void => {
      const now = performance.now();
      if (now - reported < PROGRESS_MS && fraction < 1) return;
      reported = now;
      lastReport = Promise.resolve(onProgress(fraction));
    };
    const outcome = await readTable(sourceOf(source), options, report, running.signal);
    // Reports and answers travel by different ports: a report that came late would show a finished read as running.
    await lastReport;
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
