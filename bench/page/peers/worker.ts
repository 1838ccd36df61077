// Runs other packages on rows of a table, and judges their maps and ours alike.
import { TSNE } from '@keckelt/tsne';
import { expose } from 'comlink';
import { kmeans } from 'ml-kmeans';
import { PCA } from 'ml-pca';
import { UMAP } from 'umap-js';
import { matrix, takeRows, toFloat32, type Matrix } from '../../../src/core/matrix';
import { RandomState } from '../../../src/core/random/random-state';
import { readTable } from '../../../src/data/read/read-table';
import { trustworthiness } from './trustworthiness';

const SEED = 42;
const ITERATIONS = 1000;
let table: Matrix | undefined;

/** The lab's own rows for `{ kind: 'random', randomState: 42 }`, pixels from 0 to 1. */
function rowsOf(count: number): Matrix {
  if (!table) throw new Error('no table was opened');
  const chosen = new RandomState(SEED).choiceWithoutReplacement(table.rows, count);
  const X = takeRows(table, chosen);
  return matrix(toFloat32(X), X.rows, X.cols);
}

const asArrays = ({ data, rows, cols }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, row) => Array.from(data.subarray(row * cols, (row + 1) * cols)));

/** What a peer made of the rows: a map to be judged, or a figure of its own. */
type Made = { map: number[][] } | { quality: number };

const drawing = (): (() => number) => {
  const random = new RandomState(SEED);
  return () => random.randomSample();
};

const peers: Record<string, (rows: number[][]) => Made> = {
  pca(rows) {
    const pca = new PCA(rows, { method: 'covarianceMatrix' });
    pca.predict(rows, { nComponents: 2 });
    const [first, second] = pca.getExplainedVariance();
    return { quality: first + second };
  },
  kmeans(rows) {
    const { clusters, centroids } = kmeans(rows, 10, { seed: SEED, maxIterations: 300 });
    const inertia = rows.reduce((sum, row, i) => {
      const center = centroids[clusters[i]];
      return sum + row.reduce((square, value, c) => square + (value - center[c]) ** 2, 0);
    }, 0);
    return { quality: inertia };
  },
  tsne(rows) {
    const tsne = new TSNE({ dim: 2, perplexity: 30, epsilon: 10 });
    tsne.initDataRaw(rows);
    for (let i = 0; i < ITERATIONS; i++) tsne.step();
    return { map: tsne.getSolution() as number[][] };
  },
  umap: (rows) => ({
    map: new UMAP({ nComponents: 2, nNeighbors: 15, random: drawing() }).fit(rows),
  }),
};

const api = {
  /** Reads a table; resolves with its rows. */
  async open(file: File): Promise<number> {
    const source = { name: file.name, open: async () => file };
    const read = await readTable(source, {}, () => undefined, new AbortController().signal);
    if (!read.ok) throw new Error(read.error.message);
    const { pixels, rows, cols, pixelMax } = read.value;
    table = matrix(pixels, rows, cols, 1 / pixelMax);
    return rows;
  },

  run(key: string, count: number): { rows: number; seconds: number; quality: number } {
    const X = rowsOf(count);
    const arrays = asArrays(X);
    const started = performance.now();
    const made = peers[key](arrays);
    const seconds = (performance.now() - started) / 1000;
    const quality = 'map' in made ? trustworthiness(X, made.map.flat()) : made.quality;
    return { rows: count, seconds, quality };
  },

  /** Of a map of the same rows, row-major in two dimensions. */
  trustworthiness: (count: number, map: number[]): number => trustworthiness(rowsOf(count), map),
};

export type PeersApi = typeof api;
expose(api);
