import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readTable } from './read-table';
import { clean, header, problem, readText } from './testing';

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

  it.each([
    ['UTF-16 text', new Uint8Array([0xff, 0xfe, 0x6c, 0, 0x61, 0]), /UTF-16/],
    ['a spreadsheet', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]), /spreadsheet/],
  ])('names %s', async (_, bytes, expected) => {
    expect(await problem(bytes, 'a.csv')).toMatch(expected);
  });

  it.each([
    ['without a name', ''],
    ['of pandas', 'Unnamed: 0'],
    ['called id', 'id'],
  ])('refuses row numbers %s as pixels', async (_, name) => {
    const rows = Array.from({ length: 5 }, (_, i) => `${i},${i % 2},1,2,3,4`);
    expect(await problem([`${name},${header}`, ...rows].join('\n'))).toMatch(/numbers the rows/);
  });

  it('stops while reading when there is more than the size made expect', async () => {
    const packed = new Uint8Array(gzipSync(`${header}\n${'1,0,0,0,0\n'.repeat(20000)}`));
    const memoryLimit = 40_000;
    const outcome = await readText(packed, 'x.csv.gz', { memoryLimit });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'tooLarge' } });
    const floats = `${header}\n${'1,0,0,0,0\n'.repeat(500)}${'1,0.5,0,0,0\n'.repeat(500)}`;
    expect(await readText(floats, 'x.csv', { memoryLimit: 8_000 })).toMatchObject({
      ok: false,
      error: { code: 'tooLarge' },
    });
  });

  it('names the row with an open quotation mark', async () => {
    const text = `${header}\n1,2,3,4,5\n1,"2,3,4,5\n${'1,2,3,4,5\n'.repeat(1_800_000)}`;
    expect(await problem(text)).toMatch(/row 3 does not end/);
  });

  it('stops when told to', async () => {
    const stopped = await readTable(
      { name: 'x.csv', open: async () => new Blob([clean]) },
      {},
      undefined,
      { aborted: true },
    );
    expect(stopped).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });

  it('says what the server answered', async () => {
    const missing = await readTable({
      name: 'digits.csv.gz',
      open: async () => new Response('', { status: 404 }),
    });
    expect(missing).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('404') as string },
    });
  });

  it('says when a file can be read no longer', async () => {
    const gone = await readTable({
      name: 'x.csv',
      open: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
    });
    expect(gone).toMatchObject({ ok: false, error: { code: 'badFile', where: 'x.csv' } });
  });
});
