import { describe, expect, it } from 'vitest';
import type { RunResult } from '../core/run';
import type { SweepRequest } from '../core/sweep';
import { checkLabels, type CheckHost } from './label-check';

/** Ten given labels of two classes, the one of row 4 wrong, and two rows without. */
const given = Int32Array.of(0, 1, 0, 1, 1, 1, 0, 1, 0, 1, -1, -1);
const truth = Int32Array.of(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
const result = { name: 'r', spec: {} } as RunResult;

function hostOf(request: object, asked: SweepRequest[] = []): CheckHost {
  return {
    gather: () =>
      ({
        ok: true,
        value: { request, method: { id: 'm', thread: 'compute' }, rows: new Uint32Array(12) },
      }) as unknown as ReturnType<CheckHost['gather']>,
    sweep: async (_, __, sweep) => {
      asked.push(sweep);
      const scores = sweep.fits.map(({ key, budget }) => {
        if (budget.kind !== 'withheld') throw new Error('labels are withheld');
        const distributions = Float32Array.from(
          [...budget.rows].flatMap((row) => (truth[row] === 0 ? [0.9, 0.1] : [0.1, 0.9])),
        );
        return {
          key,
          distributions,
          labelled: 0,
          accuracy: 0,
          scoredRows: 0,
          unreached: 0,
          seconds: 0,
        };
      });
      return { ok: true, value: { scores, neighborSeconds: 0, stopped: false } };
    },
  };
}

describe('checking given labels', () => {
  it('hides each once, uses no other, and finds the one that comes back otherwise', async () => {
    const asked: SweepRequest[] = [];
    const outcome = await checkLabels(
      result,
      hostOf({ X: {}, y: given, nClasses: 2, params: {} }, asked),
    );
    const [{ fits, truth: shown }] = asked;
    expect(shown).toBe(given);
    const hidden = fits.flatMap(({ budget }) =>
      budget.kind === 'withheld' ? [...budget.rows] : [],
    );
    expect(hidden.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(outcome).toMatchObject({ ok: true, value: [{ entry: 4, suggested: 0 }] });
  });

  it('says when there is too little to check by', async () => {
    const single = Int32Array.of(0, 1, -1);
    const outcome = await checkLabels(
      result,
      hostOf({ X: {}, y: single, nClasses: 2, params: {} }),
    );
    expect(outcome).toMatchObject({ ok: false, error: { code: 'badInput' } });
  });
});
