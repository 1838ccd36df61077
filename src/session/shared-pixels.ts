import { canShareMemory } from '../core/shared-memory';
import type { Dataset, ImageTable } from '../data/dataset';

function shared(table: ImageTable): ImageTable {
  const Kind = table.pixels.constructor as Uint8ArrayConstructor;
  const buffer = new SharedArrayBuffer(table.pixels.byteLength) as unknown as ArrayBuffer;
  const pixels = new Kind(buffer);
  pixels.set(table.pixels);
  return { ...table, pixels };
}

/** The dataset as it was read: its pixels in memory that every worker sees without a copy, where that is allowed. */
export function withSharedPixels(dataset: Dataset | undefined): Dataset | undefined {
  if (!dataset || !canShareMemory()) return dataset;
  const { train, test } = dataset;
  return { ...dataset, train: shared(train), ...(test ? { test: shared(test) } : {}) };
}
