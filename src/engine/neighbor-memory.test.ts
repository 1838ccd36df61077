import { expect, it } from 'vitest';
import type { InputSpec } from '../core/run';
import { NeighborMemory } from './neighbor-memory';

const from = (result: string): InputSpec => ({ from: 'result', result });
const lists = (k: number) => ({
  k,
  indices: new Uint32Array(k),
  squaredDistances: new Float64Array(k),
});

it('remembers the neighbours of what was started from last, and forgets the others', () => {
  const memory = new NeighborMemory();
  for (const [i, name] of ['a', 'b', 'c'].entries()) memory.add(from(name), lists(i + 1));
  expect(memory.of(from('a'))?.k).toBe(1); // used again
  memory.add(from('d'), lists(4));
  expect(['a', 'b', 'c', 'd'].map((name) => memory.knows(from(name)))).toEqual([
    true,
    false,
    true,
    true,
  ]);
  memory.add(from('a'), lists(9));
  expect(memory.of(from('a'))?.k).toBe(9);
  memory.clear();
  expect(memory.of(from('a'))).toBeUndefined();
});
