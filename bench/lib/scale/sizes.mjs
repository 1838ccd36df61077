// Tables of a wanted number of rows, made in the page from those that were read.
import { openTable } from '../page.mjs';

/** Sizes of the table in docs/benchmarks.md. */
export const SIZES = [5000, 10_000, 21_000, 42_000, 70_000, 200_000];

const SEED = 42;

const LABELLED_EVERY = 10;

/**
 * Opens the training table and, where `rows` ask for it, the test rows behind it; further rows are copies of these moved by
 * one pixel in a direction drawn from a seed. Every tenth row keeps its label, the others are blank.
 *
 * @returns {Promise<{ made: number }>} how many rows are moved copies
 */
export async function openRows(lab, data, rows) {
  const { rows: trainRows } = await openTable(lab, { train: data.train });
  if (rows > trainRows && data.test) await openTable(lab, data);
  return lab.page.evaluate(
    ({ rows, seed, every }) => {
      const { lab } = window.fewlabels;
      const { dataset } = lab.dataset.getState();
      const { train, test } = dataset;
      const { cols, shape } = train;
      const tables = [train, ...(test ? [test] : [])];
      const found = Math.min(
        rows,
        tables.reduce((sum, table) => sum + table.rows, 0),
      );
      const kind = train.pixels.constructor;
      const buffer = globalThis.crossOriginIsolated ? SharedArrayBuffer : ArrayBuffer;
      const pixels = new kind(new buffer(rows * cols * kind.BYTES_PER_ELEMENT));
      let at = 0;
      for (const table of tables) {
        const part = table.pixels.subarray(0, (found - at) * cols);
        pixels.set(part, at * cols);
        at += part.length / cols;
        if (at >= found) break;
      }
      // Numerical Recipes' linear congruential generator: its top bits are what is used.
      let state = seed;
      const draw = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 29;
      const directions = [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((x) => [y, x]));
      directions.splice(4, 1);
      const { height, width, channels } = shape;
      for (let row = found; row < rows; row++) {
        const [down, right] = directions[draw()];
        const from = (row % found) * cols;
        for (let y = Math.max(0, -down); y < Math.min(height, height - down); y++) {
          const left = Math.max(0, -right);
          const start = from + (y * width + left) * channels;
          const end = start + (width - Math.abs(right)) * channels;
          const to = row * cols + ((y + down) * width + left + right) * channels;
          pixels.set(pixels.subarray(start, end), to);
        }
      }
      const labels = new Int32Array(rows).fill(-1);
      if (train.labels) {
        const known = Math.min(rows, train.rows);
        for (let row = 0; row < known; row += every) labels[row] = train.labels[row];
      }
      const fingerprint = `${train.fingerprint}-${rows}`;
      const table = { ...train, rows, pixels, labels, fingerprint, warnings: [] };
      lab.restore({ dataset: { name: `${rows} rows`, train: table }, results: [] });
      return { made: rows - found };
    },
    { rows, seed: SEED, every: LABELLED_EVERY },
  );
}
