import { describe, expect, it } from 'vitest';
import { agreementOf, scoreAgreement } from './agreement';
import type { Verdict } from './verdict';

const verdict = (rows: number[], classes: number[], given = 0): Verdict => ({
  kind: 'spread',
  rows: Uint32Array.from(rows),
  classes: Int32Array.from(classes),
  given,
});

describe('agreement of two results', () => {
  // Rows 9 and 4 were given to the first, row 2 has no class there; row 7 is unknown to it.
  const one = verdict([9, 4, 1, 2, 3, 5], [0, 0, 1, -1, 0, 2], 2);
  const other = verdict([5, 3, 2, 1, 4, 7], [2, 1, 1, 1, 1, 1]);

  it('is about the rows that both judge for themselves', () => {
    expect(agreementOf(one, other)).toEqual({
      rows: Uint32Array.of(1, 3, 5),
      first: Int32Array.of(1, 0, 2),
      second: Int32Array.of(1, 1, 2),
      differing: Uint32Array.of(1),
    });
  });

  it('is none with a clustering whose clusters have no class', () => {
    const clusters: Verdict = { kind: 'cluster', rows: Uint32Array.of(1, 3), given: 0 };
    expect(agreementOf(one, clusters).rows).toHaveLength(0);
  });

  it('is scored where the label is known', () => {
    const agreement = agreementOf(
      verdict([0, 1, 2, 3, 4, 5], [0, 0, 0, 0, 1, 1]),
      verdict([0, 1, 2, 3, 4, 5], [0, 0, 1, 1, 0, 1]),
    );
    expect(scoreAgreement(agreement, Int32Array.of(0, 1, 0, 1, 2, -1))).toEqual({
      agreeing: 2,
      agreeingRight: 1,
      firstRight: 1,
      secondRight: 1,
      neitherRight: 1,
    });
  });
});
