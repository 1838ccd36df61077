import { describe, expect, it } from 'vitest';
import { runToEnd } from '../core/task';
import type { ImageTable } from './dataset';
import { matchTest } from './match';
import { messages, table } from './read/testing';
import { selectMatrix } from './select';
import { inferShape, possibleShapes } from './shape';
import { classCounts, meanImages, tableInfo } from './stats';

const train = await table('label,a,b,c,d\n2,1,2,3,40\n1,3,2,5,60\n2,8,2,7,80\n1,0,2,1,0');

describe('matchTest', () => {
  const matched = async (text: string): Promise<ImageTable> => {
    const outcome = matchTest(train, await table(text, 'test.csv'));
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.value;
  };

  it('puts columns in the order of the training table', async () => {
    const { pixels } = await matched('d,c,b,a\n40,30,20,10\n41,31,21,11');
    expect(Array.from(pixels)).toEqual([10, 20, 30, 40, 11, 21, 31, 41]);
  });

  it('goes by position without header', async () => {
    const { pixels } = await matched('10,20,30,40\n11,21,31,41');
    expect(Array.from(pixels.subarray(0, 4))).toEqual([10, 20, 30, 40]);
  });

  it('uses the codes of the training table and counts labels it does not know', async () => {
    const test = await matched('label,a,b,c,d\n2,1,2,3,40\n3,1,2,3,41\n2,1,1,1,1');
    expect(test.classes).toEqual(['1', '2']);
    expect(Array.from(test.labels as Int32Array)).toEqual([1, -1, 1]);
    expect(messages(test)).toMatch(/1 rows have a label that train.csv does not know/);
  });

  it('says nothing of a label column that a test file need not have', async () => {
    expect(messages(await matched('a,b,c,d\n1,2,3,40\n2,3,4,50'))).not.toMatch(/label column/);
  });

  it.each([
    ['missing and extra names', 'a,b,c,e\n1,2,3,4\n5,6,7,80', /lacks d.*has e besides/],
    ['another number of columns', 'a,b,c\n1,2,3\n5,6,70', /3 pixel columns.*has 4.*lacks d/],
  ])('refuses %s', async (_, text, expected) => {
    await expect(matched(text)).rejects.toThrow(expected);
  });

  it('refuses pixels on a larger scale', async () => {
    const unit = await table('label,a,b\n1,0.5,1\n0,0,0.25');
    const outcome = matchTest(unit, await table('a,b\n100,200\n1,2', 'test.csv'));
    expect(outcome).toMatchObject({ ok: false, error: { where: 'test.csv' } });
  });
});

describe('selectMatrix', () => {
  it('shares the pixels of the whole table and scales by a factor', () => {
    const all = Uint32Array.of(0, 1, 2, 3);
    expect(selectMatrix(train, all, 'raw').data).toBe(train.pixels);
    expect(selectMatrix(train, all, 'unit')).toMatchObject({ scale: 1 / 255, rows: 4, cols: 4 });
  });

  it('takes rows in the order given', () => {
    const { data } = selectMatrix(train, Uint32Array.of(2, 0), 'raw');
    expect(Array.from(data)).toEqual([8, 2, 7, 80, 1, 2, 3, 40]);
  });
});

describe('shapes', () => {
  it.each([
    [784, { height: 28, width: 28, channels: 1 }, false],
    [3072, { height: 32, width: 32, channels: 3 }, false],
    [600, { height: 24, width: 25, channels: 1 }, true],
    [7, { height: 1, width: 7, channels: 1 }, true],
  ])('of %i columns', (cols, shape, uncertain) => {
    expect(inferShape(cols)).toEqual({ shape, uncertain });
  });

  it('are all products of the columns', () => {
    for (const { height, width, channels } of possibleShapes(600)) {
      expect(height * width * channels).toBe(600);
    }
  });
});

describe('stats', () => {
  it('counts and averages by class, without the unlabelled', () => {
    const some = { ...train, labels: Int32Array.of(1, 0, 1, -1) };
    expect(classCounts(some)).toEqual([1, 2]);
    expect(Array.from(runToEnd(meanImages(some)))).toEqual([3, 2, 5, 60, 4.5, 2, 5, 60]);
  });

  it('prints what DataFrame.info() prints', () => {
    const columns = ['label', ...Array.from({ length: 784 }, (_, i) => `pixel${i}`)];
    const info = tableInfo({ ...train, rows: 42000, columns, memoryBytes: 263760128 });
    expect(info.split('\n')).toEqual([
      'RangeIndex: 42000 entries, 0 to 41999',
      'Columns: 785 entries, label to pixel783',
      'dtypes: int64(785)',
      'memory usage: 251.5 MB',
    ]);
  });
});
