// Each method at each size, in a browser of its own so that memory is that of one run.
import { openLab, runOnce } from '../page.mjs';
import { secondsOf } from '../measure.mjs';
import { openRows } from './sizes.mjs';

/**
 * Times one method on one number of rows, once.
 *
 * @returns {Promise<{ key: string, rows: number, made: number, seconds: number, memory: number, foretold?: object, browser: string }>}
 *   `memory`: highest resident memory during the run, the table included
 */
export async function timeAt(method, rows, data, { threads }) {
  const lab = await openLab({ threads });
  try {
    const { made } = await openRows(lab, data, rows);
    const before = method.before && (await runOnce(lab, method.before)).id;
    await lab.forgetPeak();
    const ran = await runOnce(lab, method.run, before);
    if (lab.problems.length > 0) throw new Error(`the page said: ${lab.problems.join('; ')}`);
    const seconds = secondsOf(ran, method);
    const memory = await lab.peakMemory();
    const foretold = method.stages ? undefined : ran.foretold;
    return { key: method.key, rows, made, seconds, memory, foretold, browser: lab.version };
  } finally {
    await lab.close();
  }
}

/** The exponent b of seconds ≈ a·rowsᵇ, by least squares of the logarithms; undefined for fewer than two sizes. */
export function growth(measured) {
  if (measured.length < 2) return undefined;
  const points = measured.map(({ rows, seconds }) => [Math.log(rows), Math.log(seconds)]);
  const mean = (axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return over / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
