import { expect, it } from 'vitest';
import type { InputSpec } from '../core/run';
import type { Dataset } from '../data/dataset';
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
});

it('forgets them with other images, but not with other classes', () => {
  const memory = new NeighborMemory();
  const pixels: InputSpec = {
    from: 'pixels',
    table: 'train',
    rows: { kind: 'all' },
    scaling: 'unit',
  };
  const dataset = (bytes: Uint8Array, classes: string[], test?: Uint8Array) =>
    ({ train: { pixels: bytes, classes }, ...(test && { test: { pixels: test } }) }) as Dataset;
  const [mine, other] = [new Uint8Array(4), new Uint8Array(4)];
  memory.belongTo(dataset(mine, ['cat']));
  memory.add(pixels, lists(3));
  memory.belongTo(dataset(mine, ['cat', 'dog']));
  expect(memory.knows(pixels)).toBe(true);
  memory.belongTo(dataset(other, ['cat', 'dog']));
  expect(memory.of(pixels)).toBeUndefined();
  memory.add(pixels, lists(3));
  memory.belongTo(dataset(other, ['cat', 'dog'], mine));
  expect(memory.knows(pixels)).toBe(false);
});
