import { describe, expect, it } from 'vitest';
import { trainTestSplit } from '../split/train-test-split';
import { RandomState } from './random-state';

const fresh = () => new RandomState(42);

// Vectors of numpy 1.24.2, RandomState(42), fresh for each.
describe('RandomState', () => {
  it('gives numpy’s words', () => {
    const random = fresh();
    expect([1, 2, 3, 4].map(() => random.next32())).toEqual([
      1608637542, 3421126067, 4083286876, 787846414,
    ]);
  });

  it('gives numpy’s uniforms and normals', () => {
    const random = fresh();
    expect([1, 2, 3, 4].map(() => random.randomSample())).toEqual([
      0.3745401188473625, 0.9507143064099162, 0.7319939418114051, 0.5986584841970366,
    ]);
    expect(Array.from(fresh().standardNormals(4))).toEqual([
      0.4967141530112327, -0.13826430117118466, 0.6476885381006925, 1.5230298564080254,
    ]);
  });

  it('gives numpy’s permutations and integers', () => {
    expect(Array.from(fresh().permutation(10))).toEqual([8, 1, 5, 0, 7, 2, 9, 4, 3, 6]);
    const long = fresh().permutation(42000);
    expect(Array.from(long.subarray(0, 6))).toEqual([5457, 38509, 25536, 31803, 39863, 30639]);
    expect(Array.from(long.subarray(-4))).toEqual([11284, 38158, 860, 15795]);
    const random = fresh();
    expect([random.randint(0, 42000), random.randint(0, 42000)]).toEqual([15795, 860]);
  });

  it('refuses a seed numpy would refuse', () => {
    expect(() => new RandomState(-1)).toThrow(RangeError);
    expect(() => new RandomState(1.5)).toThrow(RangeError);
  });
});

describe('trainTestSplit', () => {
  it('splits 42,000 rows as scikit-learn does', () => {
    const { train, test } = trainTestSplit(42000, { testSize: 0.2, randomState: 42 });
    expect([train.length, test.length]).toEqual([33600, 8400]);
    expect(Array.from(test.subarray(0, 3))).toEqual([5457, 38509, 25536]);
    expect(Array.from(train.subarray(0, 6))).toEqual([34941, 24433, 24432, 8832, 30291, 28009]);
    expect(Array.from(train.subarray(-2))).toEqual([860, 15795]);
  });

  it('takes the labelled tenth from the tail', () => {
    const { train, test } = trainTestSplit(42000, { trainSize: 0.1, randomState: 42 });
    expect([train.length, test.length]).toEqual([4200, 37800]);
    expect(Array.from(train.subarray(0, 6))).toEqual([9867, 27923, 41720, 35503, 21372, 2378]);
  });

  it('refuses an empty side', () => {
    expect(() => trainTestSplit(3, { testSize: 3, randomState: 0 })).toThrow(/at least one row/);
  });
});
