// Reads files apart from the page: decompression, decoding, parsing.
import { expose } from 'comlink';
import { failure } from '../src/core/failure';
import type { IngestApi } from '../src/data/read/api';
import { readTable, type ByteSource } from '../src/data/read/read-table';

function sourceOf(source: File | string): ByteSource {
  if (typeof source !== 'string')
    return { name: source.name, size: source.size, open: async () => source };
  const name = source.split('/').pop() ?? source;
  return { name, size: 0, open: () => fetch(source) };
}

const api: IngestApi = {
  async read(source, options, onProgress) {
    try {
      let sent = 0;
      return await readTable(sourceOf(source), options, (fraction) => {
        if (fraction - sent < 0.01) return;
        sent = fraction;
        onProgress(fraction);
      });
    } catch (thrown) {
      return failure('badFile', `The file could not be read: ${String(thrown)}`);
    }
  },
};
expose(api);
