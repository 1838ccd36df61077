import type { Contingency } from './contingency';

/** ln 0! … ln n!, summed with compensation so that the last is as exact as the first. */
function logFactorials(n: number): Float64Array {
  const out = new Float64Array(n + 1);
  let sum = 0;
  let lost = 0;
  for (let i = 2; i <= n; i++) {
    const term = Math.log(i) - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
    out[i] = sum;
  }
  return out;
}

/**
 * Mean mutual information (nats) of all tables with these margins, the hypergeometric model of chance (Vinh, Epps & Bailey,
 * JMLR 11, 2010). Sums over every possible count of every cell: at most total · min(rows, cols) terms.
 */
export function expectedMutualInformation({ rowSums, colSums, total }: Contingency): number {
  const ln = logFactorials(total);
  const logTotal = Math.log(total);
  let expected = 0;
  for (const a of rowSums) {
    if (a === 0) continue;
    for (const b of colSums) {
      if (b === 0) continue;
      const fixed = ln[a] + ln[b] + ln[total - a] + ln[total - b] - ln[total];
      const logs = logTotal - Math.log(a) - Math.log(b);
      const most = Math.min(a, b);
      for (let m = Math.max(1, a + b - total); m <= most; m++) {
        const chance = Math.exp(fixed - ln[m] - ln[a - m] - ln[b - m] - ln[total - a - b + m]);
        expected += (m / total) * (logs + Math.log(m)) * chance;
      }
    }
  }
  return expected;
}
