import { existsSync } from 'node:fs';
import { openAsBlob } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ImageTable } from '../dataset';
import type { ReadOptions } from './api';
import { readTable } from './read-table';

const read = (
  content: string | Uint8Array<ArrayBuffer>,
  name = 'train.csv',
  options: ReadOptions = {},
) => {
  const blob = new Blob([content]);
  return readTable({ name, size: blob.size, open: async () => blob }, options);
};

async function table(
  content: string | Uint8Array<ArrayBuffer>,
  name?: string,
  options?: ReadOptions,
): Promise<ImageTable> {
  const outcome = await read(content, name, options);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

async function problem(
  content: string | Uint8Array<ArrayBuffer>,
  name?: string,
  options?: ReadOptions,
): Promise<string> {
  const outcome = await read(content, name, options);
  if (outcome.ok) throw new Error(`${name ?? 'the file'} was read`);
  return outcome.error.message;
}

const header = 'label,pixel0,pixel1,pixel2,pixel3';
const clean = [header, '1,0,10,20,30', '0,255,1,2,3', '1,4,5,6,7', '0,8,9,0,1'].join('\n');

describe('readTable, what it reads', () => {
  it('reads a clean table', async () => {
    const read = await table(clean);
    expect(read).toMatchObject({
      rows: 4,
      cols: 4,
      classes: ['0', '1'],
      labelColumn: 0,
      dtype: 'int64',
      pixelMax: 255,
    });
    expect(read.pixels).toBeInstanceOf(Uint8Array);
    expect(Array.from(read.pixels.subarray(0, 8))).toEqual([0, 10, 20, 30, 255, 1, 2, 3]);
    expect(Array.from(read.labels as Int32Array)).toEqual([1, 0, 1, 0]);
    expect(read.shape).toEqual({ height: 2, width: 2, channels: 1 });
    expect(read.head[0]).toEqual([1, 0, 10, 20, 30]);
    expect(read.memoryBytes).toBe(4 * 5 * 8 + 128);
  });

  it.each([
    ['Windows line ends', clean.replaceAll('\n', '\r\n')],
    ['a last newline', `${clean}\n`],
    ['a byte order mark', `\uFEFF${clean}`],
    ['semicolons', clean.replaceAll(',', ';')],
    ['tabs', clean.replaceAll(',', '\t')],
    ['quotes', clean.replace('0,10', '"0","10"')],
    ['blank lines', clean.replace('\n0,255', '\n\n0,255')],
    ['spaces', clean.replace(',10,', ', 10 ,')],
  ])('reads %s as the same table', async (_, text) => {
    const expected = await table(clean);
    const { pixels, labels, classes, fingerprint } = await table(text);
    expect({ pixels, labels, classes, fingerprint }).toEqual({
      pixels: expected.pixels,
      labels: expected.labels,
      classes: expected.classes,
      fingerprint: expected.fingerprint,
    });
  });

  it('reads gzip, whatever the name says', async () => {
    const packed = new Uint8Array(gzipSync(clean));
    expect((await table(packed, 'train.csv.gz')).rows).toBe(4);
    expect((await table(packed, 'train.csv')).rows).toBe(4);
  });

  it('reads a table without header, label first', async () => {
    const read = await table(clean.split('\n').slice(1).join('\n'));
    expect(read).toMatchObject({ rows: 4, labelColumn: 0 });
    expect(read.columns).toEqual(['label', 'pixel0', 'pixel1', 'pixel2', 'pixel3']);
  });

  it('finds a text label anywhere and keeps class names', async () => {
    const read = await table('a,b,kind,c,d\n1,2,cat,3,4\n5,6,dog,7,8\n9,1,cat,2,3');
    expect(read).toMatchObject({ labelColumn: 2, classes: ['cat', 'dog'], cols: 4 });
    expect(Array.from(read.labels as Int32Array)).toEqual([0, 1, 0]);
  });

  it('counts blank labels as unlabelled and says so', async () => {
    const read = await table(
      `${header}\n1,0,0,0,0\n,1,1,1,1\nNaN,2,2,2,2\n0,3,3,3,3\n0,4,4,4,4\n1,5,5,5,5`,
    );
    expect(Array.from(read.labels as Int32Array)).toEqual([1, -1, -1, 0, 0, 1]);
    expect(read.warnings.map(({ message }) => message).join()).toMatch(/2 rows have no label/);
  });

  it('sorts numeric classes as numbers', async () => {
    const read = await table(`${header}\n10,1,2,3,4\n9,1,2,3,5\n10,1,2,3,6\n9,1,2,3,7`);
    expect(read.classes).toEqual(['9', '10']);
  });

  it('keeps fractions as f32 and divides 0 … 1 pixels by 1', async () => {
    const read = await table(`${header}\n1,0,0.5,1,0.25\n0,1,0,0,0`);
    expect(read.pixels).toBeInstanceOf(Float32Array);
    expect(read).toMatchObject({ pixelMax: 1, dtype: 'float64' });
    expect(read.pixels[1]).toBe(0.5);
  });

  it('obeys a chosen label column and shape', async () => {
    const text = 'a,b,c\n1,2,3\n4,5,6\n1,7,8';
    expect(
      await table(text, 'x.csv', { labelColumn: 'a', shape: { height: 1, width: 2, channels: 1 } }),
    ).toMatchObject({
      classes: ['1', '4'],
      shape: { height: 1, width: 2 },
      shapeUncertain: false,
    });
    expect((await table(text, 'x.csv', { labelColumn: null })).labels).toBeUndefined();
  });

  it('gives the same table by the fast and by the general reader', async () => {
    let seed = 7;
    const next = (): number => (seed = (seed * 48271) % 2147483647);
    for (let round = 0; round < 20; round++) {
      const cols = 1 + (next() % 30);
      const rows = Array.from({ length: 2 + (next() % 50) }, () => [
        next() % 5,
        ...Array.from({ length: cols }, () => next() % 256),
      ]);
      const names = ['label', ...Array.from({ length: cols }, (_, i) => `pixel${i}`)].join(',');
      const body = rows.map((row) => row.join(',')).join('\n');
      const fast = await table(`${names}\n${body}`);
      const general = await table(`${names}\n${body.replace(/(\d+)$/, '"$1"')}`);
      expect({ ...fast, parseSeconds: 0, head: 0 }).toEqual({
        ...general,
        parseSeconds: 0,
        head: 0,
      });
    }
  });
});

describe('readTable, what it warns of', () => {
  const warned = async (text: string): Promise<string> =>
    (await table(text)).warnings.map(({ message }) => message).join(' ');

  it('counts duplicate rows, constant columns, lone classes', async () => {
    const text = `${header}\n1,0,1,2,9\n1,0,1,2,9\n0,0,3,2,8\n2,0,1,4,8`;
    expect(await warned(text)).toMatch(/1 rows are exact copies/);
    expect(await warned(text)).toMatch(/1 pixel columns have the same value/);
    expect(await warned(text)).toMatch(/Only one row has the label 0, 2/);
    expect(await warned(`${header}\n1,0,1,2,3\n1,1,1,2,3`)).toMatch(/only one class, "1"/);
  });

  it('asks for the shape when pixels make no square', async () => {
    const read = await table('label,a,b,c,d,e,f\n1,1,2,3,4,5,6\n0,2,3,4,5,6,7');
    expect(read).toMatchObject({ shapeUncertain: true, shape: { height: 2, width: 3 } });
  });

  it('leaves out a few ragged rows, and names them', async () => {
    const rows = Array.from({ length: 300 }, (_, i) =>
      i === 200 ? '1,2,3' : `${i % 2},${i % 250},1,2,3`,
    );
    const read = await table([header, ...rows].join('\n'));
    expect(read.rows).toBe(299);
    expect(read.warnings.map(({ message }) => message).join()).toMatch(/row 202 \(3\)/);
  });
});

describe('readTable, what it refuses', () => {
  it.each([
    ['an empty file', '', /empty/],
    ['spaces only', ' \n \n', /empty/],
    ['a header only', header, /no rows/],
    ['one column of text', 'hello\nworld\nagain', /not a CSV/],
    ['JSON', '{"a": 1}', /JSON/],
    ['HTML', '<!doctype html><html></html>', /HTML/],
    [
      'ragged rows',
      `${header}\n1,2,3\n1,2,3,4,5\n1,2\n0,1,2,3,4`,
      /do not have 5 columns: row 2 \(3\)/,
    ],
    ['text for a pixel', `${header}\n1,2,x,4,5\n0,1,2,3,4`, /row 2, column pixel1 holds "x"/],
    ['NaN for a pixel', `${header}\n1,2,NaN,4,5\n0,1,2,3,4`, /row 2, column pixel1 holds "NaN"/],
    ['an empty pixel', `${header}\n1,2,,4,5\n0,1,2,3,4`, /row 2, column pixel1 is empty/],
    [
      'a negative pixel',
      `${header}\n1,2,3,4,5\n0,1,-2,3,4`,
      /row 3, column pixel1 holds -2, outside 0 … 255/,
    ],
    ['a pixel too large', `${header}\n1,2,3,4,256\n0,1,2,3,4`, /holds 256, outside/],
    [
      'duplicate header names',
      'label,a,a,b,c\n1,2,3,4,5\n0,1,2,3,4',
      /columns 2 and 3 are both called "a"/,
    ],
  ])('refuses %s and says where', async (_, text, expected) => {
    expect(await problem(text)).toMatch(expected);
  });

  it('refuses binary files by what they are', async () => {
    expect(await problem(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 'a.png')).toMatch(
      /PNG/,
    );
    expect(await problem(new Uint8Array([1, 2, 0, 4, 0, 0]), 'a.bin')).toMatch(/binary/);
  });

  it('refuses bytes that are no UTF-8', async () => {
    const text = new TextEncoder().encode('label,a,b\ncat,1,2\ndog,3,4\ncafé,5,6\ncat,1,1');
    text[text.indexOf(0xc3)] = 0xe9;
    expect(await problem(text)).toMatch(/not UTF-8/);
  });

  it('refuses damaged gzip', async () => {
    const packed = new Uint8Array(gzipSync(clean)).slice(0, 40);
    expect(await problem(packed, 'train.csv.gz')).toMatch(/damaged|unpacked/);
  });

  it('says before reading when a file is larger than memory allows', async () => {
    expect(await problem(clean, 'big.csv', { memoryLimit: 8 })).toMatch(/would need about/);
  });

  it('refuses a label column or shape that is not there', async () => {
    expect(await problem(clean, 'x.csv', { labelColumn: 'digit' })).toMatch(
      /no column called "digit"/,
    );
    expect(await problem(clean, 'x.csv', { shape: { height: 3, width: 3, channels: 1 } })).toMatch(
      /3 × 3 is 9/,
    );
  });
});

const full = new URL('../../../../shared/data/mnist/train.csv.gz', import.meta.url);
describe.skipIf(!existsSync(full))(
  'readTable at full scale (skipped: ../shared/data/mnist is not here)',
  () => {
    it('reads 42,000 × 785', async () => {
      const blob = await openAsBlob(full);
      const outcome = await readTable({
        name: 'train.csv.gz',
        size: blob.size,
        open: async () => blob,
      });
      expect(outcome).toMatchObject({
        ok: true,
        value: { rows: 42000, cols: 784, dtype: 'int64', memoryBytes: 263760128 },
      });
    });
  },
);
