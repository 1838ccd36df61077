import { existsSync, openAsBlob } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ImageTable } from './dataset';
import { matchTest } from './match';
import { readTable } from './read/read-table';
import { samples } from './samples';
import { classCounts } from './stats';

async function tableAt(url: URL): Promise<ImageTable> {
  const outcome = await readTable({
    name: url.pathname.split('/').pop() ?? '',
    open: () => openAsBlob(url),
  });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

const bundled = (address: string): URL =>
  new URL(`../../public/samples/${address.split('/').pop()}`, import.meta.url);
const digits = Array.from({ length: 10 }, (_, i) => String(i));

describe('built-in samples', () => {
  it.each(samples)('$id is what its card says', async (sample) => {
    const train = await tableAt(bundled(sample.train));
    expect(train).toMatchObject({ rows: sample.rows, shape: sample.shape, classes: digits });
    expect(existsSync(bundled(sample.preview))).toBe(true);
    if (!sample.test) return;
    const test = matchTest(train, await tableAt(bundled(sample.test)));
    expect(test.ok && test.value.rows).toBe(2000);
    expect(sample.classNames).toHaveLength(train.classes.length);
  });

  it('has the digits of scikit-learn in their order', async () => {
    const { labels, pixels, pixelMax } = await tableAt(bundled(samples[0].train));
    // load_digits(): target[:12], data[0, :8], data.sum()
    expect(Array.from(labels?.subarray(0, 12) ?? [])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
    expect(Array.from(pixels.subarray(0, 8))).toEqual([0, 0, 5, 13, 9, 1, 0, 0]);
    expect((pixels as Uint8Array).reduce((sum, value) => sum + value, 0)).toBe(561718);
    expect(pixelMax).toBe(16);
  });
});

const folder = '../../../shared/data/mnist/';
const full = new URL(`${folder}train.csv.gz`, import.meta.url);
describe.skipIf(!existsSync(full))(
  'at full scale (skipped where ../shared/data/mnist is not there)',
  () => {
    it('reads 42,000 × 785 and 28,000 × 784', async () => {
      const train = await tableAt(full);
      expect(train).toMatchObject({
        rows: 42000,
        cols: 784,
        dtype: 'int64',
        memoryBytes: 263760128,
        labelColumn: 0,
        classes: digits,
        shape: { height: 28, width: 28, channels: 1 },
      });
      expect(classCounts(train).reduce((sum, count) => sum + count)).toBe(42000);
      const test = matchTest(
        train,
        await tableAt(new URL(`${folder}test.csv.gz`, import.meta.url)),
      );
      expect(test).toMatchObject({ ok: true, value: { rows: 28000, labels: undefined } });
    });
  },
);
