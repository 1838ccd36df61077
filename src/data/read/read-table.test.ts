import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readTable } from './read-table';
import { chunked, clean, header, messages, table } from './testing';

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
    expect(read).toMatchObject({ rows: 4, labelColumn: 0, columnsMadeUp: true });
    expect(read.columns).toEqual(['column0', 'column1', 'column2', 'column3', 'column4']);
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
    expect(messages(read)).toMatch(/2 rows have no label/);
  });

  it('sorts numeric classes as numbers', async () => {
    const read = await table(`${header}\n10,1,2,3,4\n9,1,2,3,5\n10,1,2,3,6\n9,1,2,3,7`);
    expect(read.classes).toEqual(['9', '10']);
  });

  it('keeps fractions as f32 and divides 0 … 1 pixels by 1', async () => {
    const read = await table(`${header}\n1,0,0.5,1,0.25\n0,1,0,0,0`);
    expect(read.pixels).toBeInstanceOf(Float32Array);
    expect(read).toMatchObject({ pixelMax: 1, dtype: 'float64(2), int64(3)' });
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

  it('keeps the name of a made-up column when it is chosen as the label', async () => {
    const text = clean.split('\n').slice(1).join('\n');
    const shape = { height: 2, width: 2, channels: 1 };
    const read = await table(text, 'x.csv', { labelColumn: 'column4', shape });
    expect(read).toMatchObject({ labelColumn: 4, classes: ['1', '3', '7', '30'] });
    expect(read.columns[4]).toBe('column4');
  });

  it('finds the label in the last column of a table without header', async () => {
    expect(await table('0,1,2,3,1\n0,5,6,7,0\n0,9,1,2,1\n0,1,1,1,0')).toMatchObject({
      labelColumn: 4,
      classes: ['0', '1'],
    });
  });

  it.each([
    ['numbers under a label name', 'label,0,1,2,3\n1,9,8,7,6\n0,5,4,3,2', 0],
    ['the odd name among pixels', 'p0,p1,kindcode,p2,p3\n1,9,8,7,6\n0,5,4,3,2', 2],
    [
      '0, 1, 2 … as names',
      `${Array.from({ length: 25 }, (_, i) => i).join()}\n${'7,'.repeat(24)}1\n${'9,'.repeat(24)}2`,
      -1,
    ],
  ])('takes %s for a header', async (_, text, labelColumn) => {
    expect(await table(text)).toMatchObject({ rows: 2, labelColumn, columnsMadeUp: false });
  });

  it('obeys what is said of the header', async () => {
    const text = '1,2,3,4,5\n0,6,7,8,9\n1,1,1,1,2';
    expect(await table(text, 'x.csv', { hasHeader: true })).toMatchObject({ rows: 2 });
    expect(await table(text, 'x.csv', { hasHeader: false })).toMatchObject({ rows: 3 });
    expect(await table('y,1,2\nn,3,4\ny,5,6')).toMatchObject({ rows: 3, classes: ['n', 'y'] });
  });

  it('takes -1 as unlabelled beside two classes, as a class beside one', async () => {
    const three = await table(`${header}\n1,0,0,0,1\n-1,1,1,1,1\n0,2,2,2,2`);
    expect(three.classes).toEqual(['0', '1']);
    expect(Array.from(three.labels as Int32Array)).toEqual([1, -1, 0]);
    const two = await table(`${header}\n1,0,0,0,1\n-1,1,1,1,1\n1,2,2,2,2`);
    expect(two.classes).toEqual(['-1', '1']);
  });

  it('shows the first rows of a short and of a long file', async () => {
    expect((await table(clean)).head).toHaveLength(4);
    const long = await table(`${clean}\n${'1,1,2,3,4\n'.repeat(40)}`);
    expect(long.head).toHaveLength(5);
    expect(long.head[4]).toEqual([1, 1, 2, 3, 4]);
  });

  it('counts types as pandas does', async () => {
    expect((await table(`${header}\ncat,1,2,3,4\ndog,1,2,3,4`)).dtype).toBe('int64(4), object(1)');
    const blank = `${header}\n1,1,2,3,4\n,1,2,3,4\n0,1,2,3,4`;
    expect((await table(blank)).dtype).toBe('float64(1), int64(4)');
  });

  it('reads on across chunks that cut rows and quotes, and tells how far it is', async () => {
    const text = `${header}\n${Array.from({ length: 300 }, (_, i) => `"${i % 3}",${i % 256},"1",2,3`).join('\r\n')}`;
    const outcome = await readTable({ name: 'x.csv', open: async () => chunked(text, 7) });
    expect(outcome.ok && outcome.value.rows).toBe(300);
    const fractions: number[] = [];
    const blob = new Blob([text]);
    await readTable({ name: 'x.csv', open: async () => blob }, {}, (f) => fractions.push(f));
    expect(fractions.at(-1)).toBe(1);
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
      const outcome = await readTable({
        name: 'train.csv',
        open: async () => chunked(`${names}\n${body}`, 1 + (next() % 40)),
      });
      const fast = outcome.ok && outcome.value;
      const general = await table(`${names}\n${body.replace(/(\d+)$/, '"$1"')}`);
      expect(outcome.ok).toBe(true);
      expect({ ...fast, parseSeconds: 0, head: 0 }).toEqual({
        ...general,
        parseSeconds: 0,
        head: 0,
      });
    }
  });
});

describe('readTable, what it warns of', () => {
  const warned = async (text: string): Promise<string> => messages(await table(text));

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
    expect(messages(read)).toMatch(/could be 2 × 3, 1 × 6/);
  });

  it('leaves out a few ragged rows, and names them', async () => {
    const rows = Array.from({ length: 300 }, (_, i) =>
      i === 200 ? '1,2,3' : `${i % 2},${i % 250},1,2,3`,
    );
    const read = await table([header, ...rows].join('\n'));
    expect(read.rows).toBe(299);
    expect(messages(read)).toMatch(/row 202 \(3\)/);
  });

  it('says when there is no label column, unless none is wanted', async () => {
    const text = 'p0,p1,p2,p3\n1,2,3,4\n5,6,7,8';
    expect(await warned(text)).toMatch(/No label column/);
    expect(messages(await table(text, 'x.csv', { labelColumn: null }))).not.toMatch(/No label/);
  });

  it('doubts a label column of nothing but different values', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i},1,2,3,${i}`);
    expect(await warned([header, ...rows].join('\n'))).toMatch(/30 different labels in 30 rows/);
  });
});
