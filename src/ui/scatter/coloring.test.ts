import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import { coloringsFor } from './coloring';

const table = { labels: Int32Array.from([0, 1, 1, -1]), classes: ['a', 'b'] } as ImageTable;

const result = (part: object): RunResult =>
  ({
    id: 'r',
    name: 'r',
    rows: Uint32Array.from([1, 2, 3]),
    fingerprint: 'f',
    ...part,
  }) as RunResult;

const map = result({
  id: 'map',
  value: { kind: 'model', model: { kind: 'embedding', coordinates: new Float32Array(6), dims: 2 } },
});
const clusters = result({
  id: 'clusters',
  value: {
    kind: 'model',
    model: { kind: 'clustering', labels: Int32Array.from([0, 1, 1]), nClusters: 2 },
  },
  evaluation: { kind: 'clustering', mapping: Int32Array.from([1, 0]) },
});

describe('coloringsFor', () => {
  it('takes labels by table row, and what other results say of the very same rows', () => {
    const found = coloringsFor(map, [map, clusters], table);
    expect(found.map(({ key, codes }) => [key, [...codes]])).toEqual([
      ['label', [1, 1, -1]],
      ['cluster:clusters', [0, 1, 1]],
      ['correct:clusters', [0, 1, -1]],
    ]);
  });

  it('takes what is said of the same rows in another order, each to its own', () => {
    const stacked = { ...clusters, rows: Uint32Array.from([3, 1, 2]) };
    const found = coloringsFor(map, [stacked], table);
    expect(found.map(({ key, codes }) => [key, [...codes]])).toEqual([
      ['label', [1, 1, -1]],
      ['cluster:clusters', [1, 1, 0]],
      ['correct:clusters', [1, 1, -1]],
    ]);
  });

  it('leaves out results of other rows and of other tables', () => {
    const otherRows = { ...clusters, rows: Uint32Array.from([0, 1, 2]) };
    const otherTable = { ...clusters, fingerprint: 'g' };
    expect(coloringsFor(map, [otherRows, otherTable], table).map(({ key }) => key)).toEqual([
      'label',
    ]);
  });

  it('colours by confidence in steps, the exact share at hand', () => {
    const spread = result({
      id: 'spread',
      value: {
        kind: 'model',
        model: {
          kind: 'labelling',
          labels: Int32Array.from([0, 1, 1]),
          distributions: Float32Array.from([0.875, 0.125, 0, 1, 0, 0]),
          nClasses: 2,
        },
      },
    });
    const found = coloringsFor(map, [map, spread], table).find(({ kind }) => kind === 'confidence');
    expect(found?.key).toBe('confidence:spread');
    expect([...(found?.codes ?? [])].map((code) => found?.names[code])).toEqual([
      '80–95 %',
      '99 % and more',
      'Below 50 %',
    ]);
    expect([...(found?.shares ?? [])]).toEqual([0.875, 1, 0]);
  });

  it('says of a network’s rows what it found where it was not trained, and else that it is unknown', () => {
    const network = result({
      id: 'network',
      value: {
        kind: 'model',
        model: {
          kind: 'network',
          validationRows: Uint32Array.of(1),
          validationPredictions: Int32Array.of(1),
          validationProbabilities: Float32Array.of(0.25, 0.75),
          build: { nClasses: 2 },
        },
      },
    });
    const found = coloringsFor(map, [network], table);
    expect(found.map(({ key, codes }) => [key, [...codes]])).toEqual([
      ['label', [1, 1, -1]],
      ['predicted:network', [-1, 1, -1]],
      ['correct:network', [-1, 0, -1]],
      ['confidence:network', [-1, 1, -1]],
    ]);
  });
});
