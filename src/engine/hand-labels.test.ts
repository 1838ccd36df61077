import { beforeEach, describe, expect, it } from 'vitest';
import type { GivenLabels, RunSpec } from '../core/run';
import { givenLabelOf } from '../core/split/given-first';
import type { ImageTable } from '../data/dataset';
import { DatasetStore } from './dataset-store';
import { HandLabels } from './hand-labels';

let labels: HandLabels;
let store: DatasetStore;
let table: () => ImageTable;

beforeEach(() => {
  const train = {
    warnings: [],
    classes: ['cat', 'dog'],
    labels: Int32Array.of(0, 1, -1, 1),
  } as unknown as ImageTable;
  store = new DatasetStore(() => undefined);
  store.restore({ name: 'pets', train });
  table = () => store.store.getState().dataset?.train as ImageTable;
  labels = new HandLabels({
    train: table,
    addClasses: (names) => store.addClasses(names),
    renameClass: (code, name) => store.renameClass(code, name),
  });
});

const fitOn = (given: GivenLabels): RunSpec => ({
  action: 'fit',
  method: 'poissonMbo',
  params: {},
  input: { from: 'result', result: 'features' },
  labels: given,
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
    store.restore({
      name: 'birds',
      train: { classes: ['owl'], warnings: [] } as unknown as ImageTable,
    });
    labels.forget();
    labels.adopt(given);
    expect(table().classes).toEqual(['owl', 'cat', 'dog']);
    expect(codes()).toEqual({ 0: 2, 3: 0 });
    expect(labels.store.getState().earlier).toEqual([]);
  });

  it('come by the names of their classes as one change, or not at all', () => {
    const given = [
      { row: 0, label: 'owl' },
      { row: 2, label: 'cat' },
      { row: 0, label: 'dog' },
    ];
    expect(labels.labelByName(given)).toEqual({ ok: true, value: 2 });
    expect(codes()).toEqual({ 0: 1, 2: 0 });
    expect(table().classes).toEqual(['cat', 'dog', 'owl']);
    expect(labels.labelByName([{ row: 1, label: 'elk' }, { row: 2, label: ' ' }]).ok).toBe(false); // prettier-ignore
    expect(table().classes).toHaveLength(3);
    labels.undo();
    expect(codes()).toEqual({});
  });

  it('have classes with a name', () => {
    expect(labels.classNamed('  ')).toMatchObject({ ok: false, error: { where: 'name' } });
    expect(labels.classNamed('x'.repeat(61))).toMatchObject({ ok: false });
    expect(labels.classNamed('dog')).toEqual({ ok: true, value: 1 });
    expect(table().classes).toEqual(['cat', 'dog']);
  });

  it('have classes that can be renamed, but not those of the file', () => {
    labels.classNamed('ow');
    labels.label([2], 2);
    const before = labels.given(false);
    expect(labels.renameClass(2, ' owl ')).toEqual({ ok: true, value: 'owl' });
    expect(table().classes).toEqual(['cat', 'dog', 'owl']);
    expect(labels.renameClass(0, 'lion')).toMatchObject({ ok: false });
    expect(labels.renameClass(2, 'dog')).toMatchObject({ ok: false });
    // What was made of it by its old name still means it, and adds no class.
    expect(givenLabelOf({ spec: fitOn(before) }, table())(2)).toBe('owl');
    store.addClasses(before.classes);
    expect(table().classes).toHaveLength(3);
    // No other can take the old name; it can have it back itself.
    expect(labels.classNamed('ow')).toMatchObject({ ok: false });
    const between = labels.given(false);
    labels.renameClass(2, 'ow');
    for (const given of [before, between])
      expect(givenLabelOf({ spec: fitOn(given) }, table())(2)).toBe('ow');
    labels.renameClass(2, 'kiwi');
    for (const given of [before, between])
      expect(givenLabelOf({ spec: fitOn(given) }, table())(2)).toBe('kiwi');
  });
});
