// The tables a bench runs on, as plain CSV files that both sides read.
import { createReadStream, createWriteStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shared = join(root, '../shared/data/mnist');
const sample = join(root, 'public/samples/fashion-mnist-train.csv.gz');

/** Where unpacked tables, augmented tables and exchanged arrays lie between runs. */
export const workFolder = join(tmpdir(), 'fewlabels-bench');

/** An unpacked copy of a table, made once. */
async function unpacked(file) {
  if (!file.endsWith('.gz')) return file;
  mkdirSync(workFolder, { recursive: true });
  const target = join(workFolder, basename(file, '.gz'));
  if (existsSync(target) && statSync(target).mtimeMs >= statSync(file).mtimeMs) return target;
  await pipeline(createReadStream(file), createGunzip(), createWriteStream(target));
  return target;
}

/** @returns {Promise<{name: string, train: string, test?: string, isSample?: boolean}>} */
export async function findData({ csv, test }) {
  if (csv) {
    if (!existsSync(csv)) throw new Error(`there is no file ${csv}`);
    return {
      name: basename(csv),
      train: await unpacked(csv),
      test: test && (await unpacked(test)),
    };
  }
  if (existsSync(join(shared, 'train.csv.gz'))) {
    return {
      name: 'MNIST, 42,000 + 28,000 rows of 28 × 28 pixels',
      train: await unpacked(join(shared, 'train.csv.gz')),
      test: await unpacked(join(shared, 'test.csv.gz')),
    };
  }
  return sampleData();
}

/** The built-in pictures of things. */
export const sampleData = async () => ({
  name: 'Fashion-MNIST sample, 8,000 rows of 28 × 28 pixels',
  train: await unpacked(sample),
  isSample: true,
});
