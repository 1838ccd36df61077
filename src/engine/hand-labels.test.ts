import { beforeEach, describe, expect, it } from 'vitest';
import type { ImageTable } from '../data/dataset';
import { HandLabels } from './hand-labels';

let train: ImageTable;
let labels: HandLabels;

beforeEach(() => {
  train = { classes: ['cat', 'dog'], labels: Int32Array.of(0, 1, -1, 1) } as unknown as ImageTable;
  labels = new HandLabels({
    train: () => train,
    addClasses: (names) => {
      const missing = names.filter((name) => !train.classes.includes(name));
      train = { ...train, classes: [...train.classes, ...missing] };
    },
  });
});

const codes = () => Object.fromEntries(labels.store.getState().codes);

describe('labels by hand', () => {
  it('are given, changed and taken away, and each change can be taken back and made again', () => {
    labels.label([2, 3], 1);
    labels.label([3], 0);
    labels.label([2], undefined);
    expect(codes()).toEqual({ 3: 0 });
    labels.undo();
    expect(codes()).toEqual({ 2: 1, 3: 0 });
    labels.undo();
    labels.undo();
    labels.undo();
    expect(codes()).toEqual({});
    labels.redo();
    expect(codes()).toEqual({ 2: 1, 3: 1 });
    labels.label([0], 0);
    labels.redo();
    expect(codes()).toEqual({ 0: 0, 2: 1, 3: 1 });
  });

  it('remember no change where nothing changed', () => {
    labels.label([1], 1);
    labels.label([1], 1);
    labels.label([2], undefined);
    expect(labels.store.getState().earlier).toHaveLength(1);
  });

  it('can be taken from the file, where it has any', () => {
    labels.asInFile([0, 1, 2]);
    expect(codes()).toEqual({ 0: 0, 1: 1 });
  });

  it('are given as a run asks for them, and adopted elsewhere by the names of classes', () => {
    const owl = labels.classNamed('  owl ');
    expect(owl).toEqual({ ok: true, value: 2 });
    labels.label([3], 2);
    labels.label([0], 1);
    const given = labels.given(true);
    expect(given).toEqual({
      classes: ['cat', 'dog', 'owl'],
      rows: [0, 3],
      codes: [1, 2],
      andFile: true,
    });
    train = { classes: ['owl'] } as unknown as ImageTable;
    labels.forget();
    labels.adopt(given);
    expect(train.classes).toEqual(['owl', 'cat', 'dog']);
    expect(codes()).toEqual({ 0: 2, 3: 0 });
    expect(labels.store.getState().earlier).toEqual([]);
  });

  it('have classes with a name', () => {
    expect(labels.classNamed('  ')).toMatchObject({ ok: false, error: { where: 'name' } });
    expect(labels.classNamed('x'.repeat(61))).toMatchObject({ ok: false });
    expect(labels.classNamed('dog')).toEqual({ ok: true, value: 1 });
    expect(train.classes).toEqual(['cat', 'dog']);
  });
});
