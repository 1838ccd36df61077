import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The 8 × 8 digits sample, for tests: label of each of the 1797 rows, and pixels 0 … 16, row-major (1797 × 64). */
export function readDigits(): { labels: Int32Array; pixels: Uint8Array } {
  const file = new URL('../../../public/samples/digits.csv.gz', import.meta.url);
  const [, ...lines] = gunzipSync(readFileSync(file)).toString().trim().split('\n');
  const table = lines.map((line) => line.split(',').map(Number));
  return {
    labels: Int32Array.from(table, ([label]) => label),
    pixels: Uint8Array.from(table.flatMap(([, ...pixels]) => pixels)),
  };
}
