import { spawnSync } from 'node:child_process';
import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultsOf, type AnyParams } from '../../core/params';
import { figuresOf } from '../../core/result-figures';
import type {
  InputSpec,
  LabelBudget,
  RowSelection,
  RunResult,
  RunSpec,
  Scaling,
} from '../../core/run';
import type { Dataset } from '../../data/dataset';
import { readTable } from '../../data/read/read-table';
import { gather } from '../../engine/gather';
import { resultFrom } from '../../engine/provenance';
import { createTestRuntime } from '../../kernels/runtime/test-runtime';
import { runJob } from '../../methods/job';
import { methodById, methods } from '../../methods/registry';
import { pythonNotebook, pythonScript, type PythonSource } from './export';
import { twinOf } from './twins';

const digitsFile = new URL('../../../public/samples/digits.csv.gz', import.meta.url);
const kernels = createTestRuntime();
const control = {
  host: { now: () => 0, breathe: () => Promise.resolve() },
  signal: () => 'go' as const,
  isCancelled: () => false,
  onProgress: () => undefined,
};

let dataset: Dataset;
const results: RunResult[] = [];
const find = (id: string) => results.find((one) => one.id === id);

/** Runs a spec as the page would, without its workers. */
async function run(name: string, spec: RunSpec): Promise<string> {
  const scoring = { embeddingRows: 200, silhouetteRows: 200 };
  const gathered = gather(spec, { dataset, find }, scoring);
  if (!gathered.ok) throw new Error(`${name}: ${gathered.error.message}`);
  const done = await runJob(gathered.value.request, kernels, control);
  if (!done.ok) throw new Error(`${name}: ${done.error.message}`);
  const result = resultFrom(name, name, spec, gathered.value, { ...done.value, memoryBytes: 0 });
  results.push(result);
  return name;
}
const fit = (name: string, method: string, params: AnyParams, input: InputSpec) =>
  run(name, {
    action: 'fit',
    method,
    params: { ...defaultsOf(methodById(method).params), ...params },
    input,
  });
const pixels = (rows: RowSelection, scaling: Scaling): InputSpec => ({
  from: 'pixels',
  table: 'train',
  rows,
  scaling,
});
const from = (result: string): InputSpec => ({ from: 'result', result });
const budget = (kept: LabelBudget): RowSelection => ({ kind: 'budget', budget: kept });
const share: LabelBudget = { kind: 'share', trainSize: 0.1, randomState: 42, stratify: false };

const source = (wanted: readonly RunResult[]): PythonSource => ({
  title: 'A test',
  version: '0.0.0',
  dataset,
  wanted,
  all: results,
});
const textOf = (outcome: ReturnType<typeof pythonScript>): string => {
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
};

beforeAll(async () => {
  const read = await readTable({ name: 'digits.csv.gz', open: () => openAsBlob(digitsFile) });
  if (!read.ok) throw new Error(read.error.message);
  dataset = { name: 'Digits', sampleId: 'digits', train: read.value };
});

const python = ['python3', '/usr/bin/python3'].find(
  (command) => spawnSync(command, ['-c', 'import sklearn, pandas']).status === 0,
);
const folder = mkdtempSync(join(tmpdir(), 'fewlabels-python-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** t-SNE amplifies rounding; pixels of digits are equally far from several neighbours. Elsewhere figures are the same. */
const ROOM: Record<string, number> = { 't-SNE': 0.05, Tied: 0.01 };

/** The figures a script printed: by step, then by figure, ours and Fewlabels'. */
function printed(output: string) {
  const steps: Record<string, Record<string, { here: number; there: number }>> = {};
  let step = '';
  for (const line of output.split('\n')) {
    const [, figure, here, there] = /^ {2}(\w+) +(\S+) +Fewlabels (\S+)$/.exec(line) ?? [];
    if (figure) (steps[step] ??= {})[figure] = { here: Number(here), there: Number(there) };
    else if (line && !line.startsWith(' ')) step = line;
  }
  return steps;
}

describe.skipIf(python === undefined)(
  'a script of what was run (needs python3 with scikit-learn and pandas)',
  () => {
    it('gives the figures of Fewlabels', async () => {
      const fifth: RowSelection = { kind: 'stride', step: 5 };
      await fit('PCA', 'pca', { nComponents: 3 }, pixels(fifth, 'raw'));
      await fit(
        'Isomap',
        'isomap',
        {},
        pixels({ kind: 'random', count: 300, randomState: 7 }, 'unit'),
      );
      await fit('t-SNE', 'tsne', { nIter: 350, method: 'exact' }, pixels(fifth, 'unit'));
      await fit(
        'k-means',
        'kmeans',
        { nClusters: 10, nInit: 2 },
        pixels({ kind: 'stratified', count: 400, randomState: 3 }, 'unit'),
      );
      await fit(
        'Mixture',
        'gaussianMixture',
        { nComponents: 10, covarianceType: 'diag' },
        from('PCA'),
      );
      await fit('Standard', 'kmeans', { nClusters: 5, nInit: 1 }, pixels(fifth, 'standard'));
      await fit('PCA-30', 'pca', { nComponents: 30 }, pixels(budget(share), 'unit'));
      await fit('Spreading', 'labelSpreading', {}, from('PCA-30'));
      await fit(
        'PCA of five each',
        'pca',
        { nComponents: 20 },
        pixels(budget({ kind: 'perClass', count: 5, randomState: 1 }), 'unit'),
      );
      await fit('Propagation', 'labelPropagation', {}, from('PCA of five each'));
      await fit('Laplace', 'laplaceLearning', { priors: 'labels' }, from('PCA-30'));
      await fit('Poisson', 'poissonLearning', {}, from('PCA of five each'));
      await fit('PoissonMBO', 'poissonMbo', {}, from('PCA of five each'));
      for (const scaling of ['gradients', 'straightGradients'] as const)
        await fit(
          scaling,
          'poissonLearning',
          {},
          pixels(budget({ kind: 'perClass', count: 2, randomState: 5 }), scaling),
        );
      await fit('Tied', 'labelSpreading', {}, pixels(budget({ ...share, stratify: true }), 'unit'));

      await fit('PCA of all rows', 'pca', { nComponents: 20 }, pixels({ kind: 'all' }, 'unit'));
      const rows = Array.from({ length: 40 }, (_, i) => i * 3);
      const codes = rows.map((row) => (dataset.train.labels as Int32Array)[row]);
      await run('By hand', {
        action: 'fit',
        method: 'poissonMbo',
        params: defaultsOf(methodById('poissonMbo').params),
        input: from('PCA of all rows'),
        labels: { classes: dataset.train.classes, rows, codes, andFile: false },
      });

      const file = join(folder, 'study.py');
      writeFileSync(file, textOf(pythonScript(source(results))));
      const { stdout, stderr, status } = spawnSync(
        python as string,
        [file, fileURLToPath(digitsFile)],
        { encoding: 'utf8' },
      );
      expect(status, stderr).toBe(0);
      const steps = printed(stdout);

      for (const result of results) {
        const shown = steps[result.name];
        const own = figuresOf(result);
        for (const [figure, { here, there }] of Object.entries(shown)) {
          expect(Math.abs(there / own[figure] - 1) || 0, `${result.name} ${figure}`).toBeLessThan(
            1e-9,
          );
          const room = ROOM[result.name] ?? 2e-4;
          expect(
            Math.abs(here - there),
            `${result.name} ${figure}: ${here}, ${there}`,
          ).toBeLessThanOrEqual(room * Math.max(1, Math.abs(there)));
        }
      }
      expect(Object.keys(steps['k-means'])).toEqual(
        expect.arrayContaining([
          'accuracy',
          'accuracyOneToOne',
          'ari',
          'ami',
          'silhouette',
          'inertia',
          'nIter',
        ]),
      );
      expect(Object.keys(steps.Isomap)).toEqual(
        expect.arrayContaining(['trustworthiness', 'neighborPreservation', 'reconstructionError']),
      );
      for (const name of [
        'Spreading',
        'Laplace',
        'PoissonMBO',
        'gradients',
        'straightGradients',
        'By hand',
      ])
        expect(steps[name]).toHaveProperty('accuracy');
    }, 120_000);

    it('stops when the file is another one', () => {
      const file = join(folder, 'other.py');
      writeFileSync(file, textOf(pythonScript(source([results[0]]))));
      const other = join(folder, 'digits.csv');
      const row = Array.from({ length: 65 }, (_, i) => i % 10).join(',');
      writeFileSync(other, `${dataset.train.columns.join(',')}\n${row}\n${row}\n`);
      const { stderr, status } = spawnSync(python as string, [file, other], { encoding: 'utf8' });
      expect(status).toBe(1);
      expect(stderr).toContain('is not the file that was open in Fewlabels');
    });

    it('is Python for a network too, with its features and predictions', async () => {
      await fit('CNN', 'cnn', { epochs: 1 }, pixels({ kind: 'stride', step: 9 }, 'unit'));
      const split = (part: 'train' | 'validation') =>
        pixels({ kind: 'splitOf', result: 'CNN', part }, 'unit');
      await run('Features', { action: 'transform', model: 'CNN', input: split('train') });
      await run('Predictions', { action: 'predict', model: 'CNN', input: split('validation') });
      const wanted = results.slice(-2);
      const file = join(folder, 'network.py');
      writeFileSync(file, textOf(pythonScript(source(wanted))));
      const { stderr, status } = spawnSync(python as string, ['-m', 'py_compile', file], {
        encoding: 'utf8',
      });
      expect(status, stderr).toBe(0);
    }, 120_000);
  },
);

describe('an export', () => {
  it('has a counterpart for every method but those known to have none', () => {
    const without = methods.filter(({ id }) => !twinOf(id)).map(({ id }) => id);
    expect(without).toEqual(['contrastive']);
  });

  it.each(methods.map(({ id }) => id).filter(twinOf))(
    'names every parameter of %s in Python’s spelling',
    (id) => {
      const twin = twinOf(id);
      const facts = { imageShape: { height: 8, width: 8, channels: 1 }, nClasses: 10 };
      const estimator = twin?.estimator(defaultsOf(methodById(id).params), facts);
      expect(estimator).not.toMatch(/undefined|null|true|false|[a-z][A-Z]\w*=/);
    },
  );

  it('says which result cannot be exported, and why', () => {
    const orphan = {
      ...results[0],
      id: 'o',
      name: 'Lost',
      spec: { action: 'fit', input: from('gone') },
    };
    const outcome = pythonScript(source([orphan as unknown as RunResult]));
    expect(outcome).toMatchObject({ ok: false });
    if (!outcome.ok) expect(outcome.error.message).toContain('Lost cannot be exported');
  });

  it('is a notebook of nbformat 4.5 with the same code', () => {
    const notebook = JSON.parse(textOf(pythonNotebook(source([results[0]]))));
    expect(notebook).toMatchObject({ nbformat: 4, nbformat_minor: 5 });
    const ids = notebook.cells.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const code = notebook.cells
      .filter((cell: { cell_type: string }) => cell.cell_type === 'code')
      .map((cell: { source: string[] }) => cell.source.join(''))
      .join('\n');
    expect(code).toContain('PCA(');
    expect(code).toContain('draw(out1');
    expect(code).not.toContain('sys.argv');
  });
});
