import { beforeEach, describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Dataset } from '../data/dataset';
import type { Lab } from '../engine/lab';
import {
  clearSelection,
  currentSelection,
  forgetWithData,
  maskOf,
  select,
  undoSelection,
} from './selection';

const train = { table: 'train', fingerprint: 'a' } as const;
const test = { table: 'test', fingerprint: 'b' } as const;
const rows = () => Array.from(currentSelection()?.rows ?? []);

describe('the selection', () => {
  beforeEach(() => clearSelection());

  it('holds rows in order, each once, and where they come from', () => {
    select(train, [7, 2, 7, 40_000], 'lasso');
    expect(rows()).toEqual([2, 7, 40_000]);
    expect(currentSelection()?.origin).toBe('lasso');
  });

  it('keeps what is selected when nothing was picked', () => {
    select(train, [1], 'box');
    select(train, [], 'lasso');
    expect(rows()).toEqual([1]);
  });

  it('grows and shrinks within its table, and says how', () => {
    select(train, [1, 2, 3], 'box');
    select(train, [3, 9], 'lasso', 'add');
    expect(rows()).toEqual([1, 2, 3, 9]);
    select(train, [2, 50], 'row 2', 'remove');
    expect(rows()).toEqual([1, 3, 9]);
    expect(currentSelection()?.origin).toBe('box, and lasso, without row 2');
  });

  it('is replaced by rows of another table, and none of it is taken away by them', () => {
    select(train, [1, 2], 'box');
    select(test, [2], 'lasso', 'remove');
    expect(rows()).toEqual([1, 2]);
    select(test, [2], 'lasso', 'add');
    expect(rows()).toEqual([2]);
    expect(currentSelection()?.source.table).toBe('test');
  });

  it('ends when all of it is taken away', () => {
    select(train, [1], 'box');
    select(train, [1, 2], 'lasso', 'remove');
    expect(currentSelection()).toBeUndefined();
  });

  it('takes changes back one by one, clearing too, but not clearing nothing', () => {
    select(train, [1], 'first');
    select(train, [2], 'second');
    clearSelection();
    clearSelection();
    undoSelection();
    expect(rows()).toEqual([2]);
    undoSelection();
    expect(rows()).toEqual([1]);
  });

  it('knows its rows by number', () => {
    select(train, [3, 1], 'box');
    const selection = currentSelection();
    if (!selection) throw new Error('nothing is selected');
    const mask = maskOf(selection);
    expect([0, 1, 2, 3, 4].map((row) => mask[row] === 1)).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
    expect(maskOf(selection)).toBe(mask);
  });

  it('ends with its data, but not when a test file or a class joins it', () => {
    const tableOf = () => ({ pixels: new Uint8Array(1), classes: ['a'] }) as Dataset['train'];
    const table = tableOf();
    const dataset = createStore<{ dataset?: Dataset }>(() => ({}));
    const stop = forgetWithData({ dataset } as unknown as Lab);
    dataset.setState({ dataset: { name: 'one', train: table } });
    select(train, [1], 'box');
    const test = tableOf();
    dataset.setState({ dataset: { name: 'one', train: table, test } });
    expect(rows()).toEqual([1]);
    // A class that a person adds.
    dataset.setState({ dataset: { name: 'one', train: { ...table, classes: ['a', 'b'] }, test } });
    expect(rows()).toEqual([1]);
    dataset.setState({ dataset: { name: 'two', train: tableOf() } });
    expect(rows()).toEqual([]);
    undoSelection();
    expect(rows()).toEqual([]);
    stop();
  });
});
