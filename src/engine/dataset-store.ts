import { proxy, wrap, type Remote } from 'comlink';
import { createStore } from 'zustand/vanilla';
import { failure, toFailure, type Failure, type Outcome } from '../core/failure';
import type { Dataset, ImageTable, ReadWarning } from '../data/dataset';
import type { IngestApi, ReadOptions } from '../data/read/api';
import { matchTest } from '../data/match';
import { sampleById } from '../data/samples';
import { classNow } from '../core/split/given-first';
import { deathOf } from './worker-death';

export interface DatasetState {
  dataset?: Dataset;
  reading?: { fileName: string; fraction: number };
  error?: Failure;
  warnings: ReadWarning[];
}

export interface OpenFiles {
  train?: File;
  test?: File;
}

/** Reads files in a worker of their own and keeps the open dataset. A failed read leaves the open one untouched. */
export class DatasetStore {
  readonly store = createStore<DatasetState>(() => ({ warnings: [] }));
  private readonly onReplaced: () => void;
  /** What the open training table was read from, so that it can be read again with other choices. */
  private files: OpenFiles = {};
  private latest = 0;

  /** @param onReplaced called before another training table takes the place of the open one. */
  constructor(onReplaced: () => void) {
    this.onReplaced = onReplaced;
  }

  /** Opens a built-in sample. */
  async openSample(id: string): Promise<Outcome<Dataset>> {
    const sample = sampleById(id);
    if (!sample) return this.fail(failure('badInput', `There is no sample called ${id}.`).error);
    const turn = this.begin();
    // Each has a worker of its own.
    const [train, test] = await Promise.all([
      this.read(sample.train, {}, turn),
      sample.test ? this.read(sample.test, {}, turn, false) : undefined,
    ]);
    if (!train.ok) return train;
    if (test && !test.ok) return test;
    const { title, licence, source, classNames } = sample;
    const named = (table: ImageTable): ImageTable =>
      classNames ? { ...table, classes: [...classNames] } : table;
    this.files = {};
    return this.replace({
      name: title,
      sampleId: id,
      licence,
      source,
      train: named(train.value),
      ...(test ? { test: named(test.value) } : {}),
    });
  }

  /** Opens a training file, a test file, or both; a test file alone joins the open training table. */
  async openFiles(files: OpenFiles, options: ReadOptions = {}): Promise<Outcome<Dataset>> {
    const turn = this.begin();
    const open = this.store.getState().dataset;
    const train = files.train ? await this.read(files.train, options, turn) : undefined;
    if (train && !train.ok) return train;
    const table = train?.value ?? open?.train;
    if (!table)
      return this.fail(
        failure('badInput', 'Open a training file first: a test file is read against it.').error,
      );
    const test = files.test ? await this.read(files.test, {}, turn) : undefined;
    if (test && !test.ok) return this.keepTrain(train?.value, test.error);
    const matched = test && matchTest(table, test.value);
    if (matched && !matched.ok) return this.keepTrain(train?.value, matched.error);
    this.files = train ? files : { ...this.files, ...files };
    const dataset: Dataset = train
      ? { name: table.fileName, train: table, ...(matched ? { test: matched.value } : {}) }
      : { ...(open as Dataset), ...(matched ? { test: matched.value } : {}) };
    return train ? this.replace(dataset) : this.show(dataset);
  }

  /** Reads the open files again with another label column or image shape. */
  async reread(options: ReadOptions): Promise<Outcome<Dataset>> {
    if (!this.files.train) {
      const message =
        'The session kept what was read, not the file itself: open the file again to read it otherwise.';
      return this.fail(failure('badInput', message).error);
    }
    return this.openFiles(this.files, options);
  }

  /**
   * Adds classes that the files do not have, after theirs; those that are there already stay. The tables' fingerprints
   * tell of pixels and labels, and stay too.
   */
  addClasses(names: readonly string[]): void {
    const train = this.store.getState().dataset?.train;
    const missing = names.filter((name) => train && classNow(train, name) === undefined);
    if (!train || missing.length === 0) return;
    this.setClasses([...train.classes, ...missing], train.renamedClasses);
  }

  /** Gives a class that a person named another name; results know it by the old one, which stays known. */
  renameClass(code: number, name: string): void {
    const train = this.store.getState().dataset?.train;
    if (!train) return;
    const old = train.classes[code];
    const before = Object.entries(train.renamedClasses ?? {});
    this.setClasses(
      train.classes.with(code, name),
      Object.fromEntries([
        ...before
          .filter(([from]) => from !== name)
          .map(([from, to]) => [from, to === old ? name : to]),
        [old, name],
      ]),
    );
  }

  /** All classes as a session kept them: the files' own, and those of a person after them. */
  setClasses(classes: string[], renamedClasses: ImageTable['renamedClasses']): void {
    const { dataset } = this.store.getState();
    if (!dataset) return;
    const { train, test } = dataset;
    const own = train.classes.length - (train.addedClasses ?? 0);
    const addedClasses = Math.max(0, classes.length - own);
    const named = { classes, addedClasses, renamedClasses };
    const tables = { train: { ...train, ...named }, ...(test && { test: { ...test, ...named } }) };
    this.store.setState({ dataset: { ...dataset, ...tables } });
  }

  /** Opens what a session kept. Its files are not here: they cannot be read again. */
  restore(dataset: Dataset | undefined): void {
    this.begin();
    this.files = {};
    if (dataset) this.show(dataset);
    else this.store.setState({ dataset: undefined, warnings: [], reading: undefined });
  }

  /** A good training table is kept even when the test file beside it is not. */
  private keepTrain(train: ImageTable | undefined, error: Failure): Outcome<Dataset> {
    if (train) this.replace({ name: train.fileName, train });
    return this.fail(error);
  }

  private begin(): number {
    this.store.setState({ error: undefined });
    return ++this.latest;
  }

  private fail(error: Failure): { ok: false; error: Failure } {
    this.store.setState({ error, reading: undefined });
    return { ok: false, error };
  }

  private replace(dataset: Dataset): Outcome<Dataset> {
    this.onReplaced();
    return this.show(dataset);
  }

  private show(dataset: Dataset): Outcome<Dataset> {
    const warnings = [...dataset.train.warnings, ...(dataset.test?.warnings ?? [])];
    this.store.setState({ dataset, warnings, reading: undefined });
    return { ok: true, value: dataset };
  }

  private async read(
    source: File | string,
    options: ReadOptions,
    turn: number,
    /** Whether the page tells how far it is: of one file at a time. */
    isTold = true,
  ): Promise<Outcome<ImageTable>> {
    const fileName = typeof source === 'string' ? (source.split('/').pop() ?? source) : source.name;
    if (isTold) this.store.setState({ reading: { fileName, fraction: 0 } });
    const worker = new Worker(new URL('../../workers/ingest.ts', import.meta.url), {
      type: 'module',
      name: 'ingest',
    });
    const api: Remote<IngestApi> = wrap<IngestApi>(worker);
    const death = deathOf([worker]);
    try {
      const onProgress = proxy((fraction: number) => {
        if (isTold && turn === this.latest)
          this.store.setState({ reading: { fileName, fraction } });
      });
      const outcome = await Promise.race([api.read(source, options, onProgress), death]);
      if (turn !== this.latest) return failure('cancelled', 'Another file was opened meanwhile.');
      return outcome.ok ? outcome : this.fail(outcome.error);
    } catch (thrown) {
      return this.fail({ ...toFailure(thrown), code: 'workerDied', where: fileName });
    } finally {
      worker.terminate();
    }
  }
}
