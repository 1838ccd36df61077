import { createStore } from 'zustand/vanilla';
import { failure, success, type Outcome } from '../core/failure';
import type { GivenLabels } from '../core/run';
import { classNow, codesByRow } from '../core/split/given-first';
import type { ImageTable } from '../data/dataset';

/** Class code by row of the training table. */
export type CodeByRow = ReadonlyMap<number, number>;

export interface HandLabelState {
  codes: CodeByRow;
  /** What was there before each change, the latest last; and what was taken back, the latest last. */
  earlier: readonly CodeByRow[];
  later: readonly CodeByRow[];
}

/** Changes that can be taken back. */
const MOST_EARLIER = 100;
const LONGEST_NAME = 60;
const NONE: HandLabelState = { codes: new Map(), earlier: [], later: [] };

interface Host {
  train: () => ImageTable | undefined;
  addClasses: (names: readonly string[]) => void;
  renameClass: (code: number, name: string) => void;
}

/** The labels that a person gives by hand, apart from the file's own: nothing of the file is ever changed. */
export class HandLabels {
  readonly store = createStore<HandLabelState>(() => NONE);
  private readonly host: Host;

  constructor(host: Host) {
    this.host = host;
  }

  /** Gives rows a class, or takes theirs away. */
  label(rows: Iterable<number>, code: number | undefined): void {
    this.labelEach([...rows].map((row) => [row, code]));
  }

  /** Gives each row its class, or takes it away, as one change; what changes nothing is none that could be taken back. */
  labelEach(labels: Iterable<readonly [row: number, code: number | undefined]>): void {
    const { codes } = this.store.getState();
    const changed = [...labels].filter(([row, code]) => codes.get(row) !== code);
    if (changed.length === 0) return;
    const next = new Map(codes);
    for (const [row, code] of changed) {
      if (code === undefined) next.delete(row);
      else next.set(row, code);
    }
    this.change(next);
  }

  /** Gives rows the labels that the file has for them; rows without one stay as they are. */
  asInFile(rows: Iterable<number>): void {
    const labels = this.host.train()?.labels;
    if (labels)
      this.labelEach([...rows].filter((row) => labels[row] >= 0).map((row) => [row, labels[row]]));
  }

  /** The code of a class of this name, which becomes one if it was none. */
  classNamed(name: string): Outcome<number> {
    const wanted = this.nameOf(name);
    if (!wanted.ok) return wanted;
    this.host.addClasses([wanted.value]);
    return success(this.host.train()?.classes.indexOf(wanted.value) ?? -1);
  }

  /** Gives a class that a person named another name, its labels with it. */
  renameClass(code: number, name: string): Outcome<string> {
    const train = this.host.train();
    const wanted = this.nameOf(name, train?.classes[code]);
    if (!train || !wanted.ok) return wanted;
    if (code < train.classes.length - (train.addedClasses ?? 0))
      return failure('unsupported', 'Classes of the file keep their names.', 'name');
    if (wanted.value !== train.classes[code]) {
      if (train.classes.includes(wanted.value))
        return failure('badParameter', `There is a class called ${wanted.value}.`, 'name');
      this.host.renameClass(code, wanted.value);
    }
    return wanted;
  }

  /** A name as it may be given: not one that a class had before, unless it is that class's own. */
  private nameOf(name: string, own?: string): Outcome<string> {
    const trimmed = name.trim();
    const train = this.host.train();
    if (!train) return failure('badInput', 'Open a file first.');
    if (trimmed === '') return failure('badParameter', 'A class needs a name.', 'name');
    if (trimmed.length > LONGEST_NAME) {
      const message = `A name has at most ${LONGEST_NAME} letters.`;
      return failure('badParameter', message, 'name');
    }
    const now = classNow(train, trimmed);
    if (now !== undefined && now !== trimmed && now !== own) {
      const message = `${now} was called ${trimmed} before, and results know it by that name.`;
      return failure('badParameter', message, 'name');
    }
    return success(trimmed);
  }

  /**
   * Gives each row the class of this name, new ones among them, as one change. Nothing changes where one of the names cannot
   * be a class.
   */
  labelByName(labels: readonly { row: number; label: string }[]): Outcome<number> {
    const names = [...new Set(labels.map(({ label }) => label))];
    for (const name of names) {
      const possible = this.nameOf(name);
      if (!possible.ok) return possible;
    }
    const codes = new Map<string, number>();
    for (const name of names) {
      const code = this.classNamed(name);
      if (!code.ok) return code;
      codes.set(name, code.value);
    }
    const last = new Map(labels.map(({ row, label }) => [row, codes.get(label)]));
    this.labelEach(last);
    return success(last.size);
  }

  /** Lets go of all labels by hand. */
  clear(): void {
    if (this.store.getState().codes.size > 0) this.change(new Map());
  }

  undo(): void {
    this.store.setState(({ codes, earlier, later }) =>
      earlier.length === 0
        ? {}
        : {
            codes: earlier[earlier.length - 1],
            earlier: earlier.slice(0, -1),
            later: [...later, codes],
          },
    );
  }

  redo(): void {
    this.store.setState(({ codes, earlier, later }) =>
      later.length === 0
        ? {}
        : {
            codes: later[later.length - 1],
            earlier: [...earlier, codes],
            later: later.slice(0, -1),
          },
    );
  }

  /** As a run asks for them, rows ascending. */
  given(andFile: boolean): GivenLabels {
    const { codes } = this.store.getState();
    const rows = [...codes.keys()].sort((a, b) => a - b);
    const classes = this.host.train()?.classes ?? [];
    return { classes, rows, codes: rows.map((row) => codes.get(row) as number), andFile };
  }

  /** Takes labels from elsewhere, a link or a session, their classes with them. There is nothing to take back then. */
  adopt({ classes, rows, codes }: Pick<GivenLabels, 'classes' | 'rows' | 'codes'>): void {
    this.host.addClasses(classes);
    const known = this.host.train();
    if (!known) return;
    const byRow = codesByRow({ classes, rows, codes, andFile: false }, known);
    if (byRow.ok) this.store.setState({ ...NONE, codes: byRow.value });
  }

  /** They end with their data. */
  forget(): void {
    this.store.setState(NONE);
  }

  private change(next: CodeByRow): void {
    this.store.setState(({ codes, earlier }) => ({
      codes: next,
      earlier: [...earlier, codes].slice(-MOST_EARLIER),
      later: [],
    }));
  }
}
