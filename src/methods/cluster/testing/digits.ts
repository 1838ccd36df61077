import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Pixels of the 8 × 8 digits sample, 0 … 16, row-major (1797 × 64); for tests. */
export function digitPixels(): number[] {
  const file = new URL('../../../../public/samples/digits.csv.gz', import.meta.url);
  const [, ...lines] = gunzipSync(readFileSync(file)).toString().trim().split('\n');
  return lines.flatMap((line) => line.split(',').slice(1).map(Number));
}
