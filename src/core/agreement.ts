import type { Verdict } from './verdict';

/** How two results judge the rows that both judge. */
export interface Agreement {
  /** Rows of the table that both take for some class, neither having been given it. */
  rows: Uint32Array;
  /** Class codes of these rows by the one and by the other. */
  first: Int32Array;
  second: Int32Array;
  /** The places within `rows` where they differ. */
  differing: Uint32Array;
}

/** What a result was not told: class codes by row. */
function judged({ rows, classes, given }: Verdict): Map<number, number> {
  const codes = new Map<number, number>();
  classes?.forEach((code, place) => {
    if (place >= given && code >= 0) codes.set(rows[place], code);
  });
  return codes;
}

/** Compares two verdicts on the same table. */
export function agreementOf(one: Verdict, other: Verdict): Agreement {
  const [mine, yours] = [judged(one), judged(other)];
  const rows = Uint32Array.from(mine.keys())
    .filter((row) => yours.has(row))
    .sort();
  const codesOf = (codes: Map<number, number>): Int32Array =>
    Int32Array.from(rows, (row) => codes.get(row) ?? -1);
  const [first, second] = [codesOf(mine), codesOf(yours)];
  const differing = Uint32Array.from(rows.keys()).filter((i) => first[i] !== second[i]);
  return { rows, first, second, differing };
}

/** Who is right, where the truth is known: counts of rows. */
export interface AgreementScore {
  /** Rows of one opinion whose label is known, and how many of them it is right on. */
  agreeing: number;
  agreeingRight: number;
  /** Rows of two opinions whose label is known: either is right, or neither. */
  firstRight: number;
  secondRight: number;
  neitherRight: number;
}

/** @param labels true class codes of the whole table, −1 where unknown */
export function scoreAgreement(
  { rows, first, second }: Agreement,
  labels: Int32Array,
): AgreementScore {
  const score = { agreeing: 0, agreeingRight: 0, firstRight: 0, secondRight: 0, neitherRight: 0 };
  rows.forEach((row, i) => {
    const truth = labels[row];
    if (truth < 0) return;
    if (first[i] === second[i]) {
      score.agreeing++;
      if (first[i] === truth) score.agreeingRight++;
    } else if (first[i] === truth) score.firstRight++;
    else if (second[i] === truth) score.secondRight++;
    else score.neitherRight++;
  });
  return score;
}
