import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../core/run';
import { columnsFor, sortBy } from './columns';

const result = (name: string, figures: Record<string, number>): RunResult =>
  ({
    name,
    method: 'none',
    params: {},
    rows: new Uint32Array(3),
    seconds: 1,
    value: { kind: 'model', model: { kind: 'embedding', figures, warnings: [] } },
  }) as unknown as RunResult;

const results = [result('x', { ari: 0.5 }), result('y', {}), result('z', { ari: 0.9 })];

describe('the table of results', () => {
  it('has a column for each figure that any result has', () => {
    expect(columnsFor(results).map(({ key }) => key)).toContain('ari');
    expect(columnsFor(results).map(({ key }) => key)).not.toContain('klDivergence');
  });

  it('sorts numbers as numbers and leaves missing ones last both ways', () => {
    const ari = columnsFor(results).find(({ key }) => key === 'ari');
    if (!ari) throw new Error('no column');
    expect(sortBy(results, ari, false).map(({ name }) => name)).toEqual(['x', 'z', 'y']);
    expect(sortBy(results, ari, true).map(({ name }) => name)).toEqual(['z', 'x', 'y']);
  });
});
