import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ImageTable } from '../data/dataset';
import type { Lab } from '../engine/lab';

/** The table rows belong to, and the result in whose view they were picked out, where it was one. */
export interface RowSource {
  table: 'train' | 'test';
  fingerprint: string;
  id?: string;
}

/** Rows that a person picked out: the same ones in every view on every page. */
export interface Selection {
  source: RowSource;
  /** Rows of the table, ascending, each once; never none. */
  rows: Uint32Array;
  /** Where they were picked out, in words: "lasso on t-SNE 2-D". */
  origin: string;
}

export type SelectHow = 'replace' | 'add' | 'remove';

interface SelectionState {
  current?: Selection;
  /** What was selected before each change, the latest last. */
  earlier: readonly (Selection | undefined)[];
}

/** Changes that can be taken back. */
const MOST_EARLIER = 30;

const store = createStore<SelectionState>(() => ({ earlier: [] }));

/** Ascending, each once. */
function tidy(rows: Iterable<number>): Uint32Array {
  const sorted = Uint32Array.from(rows).sort();
  return sorted.filter((row, i) => i === 0 || row !== sorted[i - 1]);
}

const sameTable = (a: RowSource, b: RowSource): boolean =>
  a.table === b.table && a.fingerprint === b.fingerprint;

function change(next: Selection | undefined): void {
  store.setState(({ current, earlier }) => ({
    current: next,
    earlier: [...earlier, current].slice(-MOST_EARLIER),
  }));
}

/**
 * Selects rows of a table. Picking nothing changes nothing: a lasso that missed is no wish to lose what is selected.
 *
 * @param how `add` and `remove` change what is selected of the same table; rows of another table replace it, or have
 *   nothing to take away.
 */
export function select(
  source: RowSource,
  rows: Iterable<number>,
  origin: string,
  how: SelectHow = 'replace',
): void {
  const picked = tidy(rows);
  if (picked.length === 0) return;
  const before = store.getState().current;
  const base = before && sameTable(before.source, source) ? before : undefined;
  if (how === 'remove') {
    if (base) change(without(base, picked, origin));
    return;
  }
  const { table, fingerprint, id } = source;
  const next = { source: { table, fingerprint, id }, rows: picked, origin };
  change(how === 'add' && base ? joined(base, next) : next);
}

function joined(base: Selection, added: Selection): Selection {
  const rows = tidy([...base.rows, ...added.rows]);
  return { ...added, rows, origin: `${base.origin}, and ${added.origin}` };
}

function without(base: Selection, picked: Uint32Array, origin: string): Selection | undefined {
  const taken = new Set(picked);
  const rows = base.rows.filter((row) => !taken.has(row));
  if (rows.length === 0) return undefined;
  return { ...base, rows, origin: `${base.origin}, without ${origin}` };
}

/** Selects nothing. */
export function clearSelection(): void {
  if (store.getState().current) change(undefined);
}

/** Selects what was selected before the last change. */
export function undoSelection(): void {
  store.setState(({ current, earlier }) =>
    earlier.length > 0
      ? { current: earlier.at(-1), earlier: earlier.slice(0, -1) }
      : { current, earlier },
  );
}

export const currentSelection = (): Selection | undefined => store.getState().current;

export const useSelection = (): Selection | undefined => useStore(store, ({ current }) => current);
export const useCanUndoSelection = (): boolean =>
  useStore(store, ({ earlier }) => earlier.length > 0);

/** What is selected of one table; undefined when nothing is, or rows of another one are. */
export function useSelectionOf(source: RowSource | undefined): Selection | undefined {
  const selection = useSelection();
  return selection && source && sameTable(selection.source, source) ? selection : undefined;
}

const masks = new WeakMap<Selection, Uint8Array>();

/** 1 for each selected row of the table; rows beyond its end are not selected. Made once for each selection. */
export function maskOf(selection: Selection): Uint8Array {
  const known = masks.get(selection);
  if (known) return known;
  const mask = new Uint8Array((selection.rows.at(-1) ?? -1) + 1);
  for (const row of selection.rows) mask[row] = 1;
  masks.set(selection, mask);
  return mask;
}

/** A table with more classes is the same one. */
const isOther = (open: ImageTable | undefined, before: ImageTable): boolean =>
  open?.pixels !== before.pixels || open.labels !== before.labels;

/** A selection ends with its table: row numbers mean nothing in another one. Returns what ends the watch. */
export function forgetWithData({ dataset }: Pick<Lab, 'dataset'>): () => void {
  return dataset.subscribe(({ dataset: open }, { dataset: before }) => {
    const replaced =
      before &&
      (isOther(open?.train, before.train) || (before.test && isOther(open?.test, before.test)));
    if (replaced) store.setState({ current: undefined, earlier: [] });
  });
}
