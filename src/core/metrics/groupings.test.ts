import { describe, expect, it } from 'vitest';
import { RandomState } from '../random/random-state';
import { adjustedRand } from './adjusted-rand';
import { contingency, type Contingency } from './contingency';
import { expectedMutualInformation } from './expected-mutual-information';
import golden from './golden.json';
import { majorityMap, mappedAccuracy } from './majority-map';
import { informationScores, mutualInformation } from './mutual-information';
import { oneToOneMap } from './one-to-one-map';

const tableOf = (truth: ArrayLike<number>, clusters: ArrayLike<number>): Contingency => {
  const codes = (labels: ArrayLike<number>) => Math.max(...Array.from(labels)) + 1;
  return contingency(truth, clusters, codes(truth), codes(clusters));
};

const scoresOf = (table: Contingency) => ({
  ari: adjustedRand(table),
  ...informationScores(table),
  accuracy: mappedAccuracy(table, majorityMap(table)),
  accuracyOneToOne: mappedAccuracy(table, oneToOneMap(table)),
});

describe.each(golden.groupings)('scores of $name', (expected) => {
  const table = tableOf(expected.truth, expected.clusters);

  it('are scikit-learn’s', () => {
    for (const [name, score] of Object.entries(scoresOf(table)))
      expect(score, name).toBeCloseTo(expected[name as 'ari'], 11);
    expect(mutualInformation(table)).toBeCloseTo(expected.mi, 12);
    expect(expectedMutualInformation(table)).toBeCloseTo(expected.emi, 11);
  });

  it('map each cluster to its most common class, the smallest of equals', () => {
    expect([...majorityMap(table)]).toEqual(expected.mapping);
  });
});

/** Seeded labelings of 120 rows with up to 8 classes and 9 clusters, some of them nearly the same. */
const labelings = Array.from({ length: 12 }, (_, seed) => {
  const random = new RandomState(seed);
  const [classes, clusters] = [random.randint(1, 9), random.randint(1, 10)];
  const truth = Int32Array.from({ length: 120 }, () => random.randint(0, classes));
  const found = truth.map((code) =>
    random.randomSample() < 0.5 ? code % clusters : random.randint(0, clusters),
  );
  return { truth, found, random };
});

const renamed = (labels: Int32Array, random: RandomState): Int32Array => {
  const names = random.permutation(Math.max(...labels) + 1);
  return labels.map((code) => names[code]);
};

describe.each(labelings)('any labeling (case %#)', ({ truth, found, random }) => {
  const scores = scoresOf(tableOf(truth, found));

  it('scores the same under other names and in another order', () => {
    const order = random.permutation(truth.length);
    const other = scoresOf(
      tableOf(
        truth.map((_, i) => truth[order[i]]),
        renamed(
          found.map((_, i) => found[order[i]]),
          random,
        ),
      ),
    );
    for (const [name, score] of Object.entries(scores))
      expect(other[name as 'ari'], name).toBeCloseTo(score, 12);
  });

  it('scores the same seen from either side, homogeneity and completeness exchanged', () => {
    const { ari, nmi, ami, vMeasure, homogeneity, completeness } = scoresOf(tableOf(found, truth));
    const turned = {
      ari,
      nmi,
      ami,
      vMeasure,
      homogeneity: completeness,
      completeness: homogeneity,
    };
    for (const [name, score] of Object.entries(turned))
      expect(score, name).toBeCloseTo(scores[name as 'ari'], 12);
  });

  it('stays within the bounds', () => {
    const { ari, ami, accuracy, accuracyOneToOne, ...shares } = scores;
    for (const [name, share] of Object.entries(shares)) {
      expect(share, name).toBeGreaterThanOrEqual(0);
      expect(share, name).toBeLessThanOrEqual(1 + 1e-12);
    }
    expect(Math.max(ari, ami)).toBeLessThanOrEqual(1 + 1e-12);
    expect(accuracy).toBeGreaterThanOrEqual(accuracyOneToOne);
    expect(shares.nmi).toBeCloseTo(shares.vMeasure, 12);
  });

  it('is best against itself', () => {
    for (const score of Object.values(scoresOf(tableOf(truth, truth))))
      expect(score).toBeCloseTo(1, 12);
  });
});

describe('oneToOneMap', () => {
  /** The best total of all ways to give clusters classes of their own, by trying them. */
  const best = ({ counts, rows, cols }: Contingency, cluster = 0, taken = 0): number => {
    if (cluster === cols) return 0;
    let most = best({ counts, rows, cols } as Contingency, cluster + 1, taken);
    for (let code = 0; code < rows; code++) {
      if (taken & (1 << code)) continue;
      const rest = best({ counts, rows, cols } as Contingency, cluster + 1, taken | (1 << code));
      most = Math.max(most, counts[code * cols + cluster] + rest);
    }
    return most;
  };

  it.each([
    [5, 5],
    [3, 6],
    [6, 3],
    [1, 4],
    [4, 1],
  ])('agrees with trying everything (%i classes, %i clusters)', (rows, cols) => {
    for (let seed = 0; seed < 20; seed++) {
      const random = new RandomState(seed);
      const labels = (n: number) => Array.from({ length: 30 }, () => random.randint(0, n));
      const table = contingency(labels(rows), labels(cols), rows, cols);
      const mapping = [...oneToOneMap(table)];
      const taken = mapping.filter((code) => code >= 0);
      expect(new Set(taken).size).toBe(Math.min(rows, cols));
      expect(taken).toHaveLength(Math.min(rows, cols));
      expect(mappedAccuracy(table, mapping) * 30).toBeCloseTo(best(table), 9);
    }
  });
});

describe('contingency', () => {
  it('refuses labelings that do not match', () => {
    expect(() => contingency([0, 1], [0], 2, 1)).toThrow(RangeError);
    expect(() => contingency([0, 2], [0, 0], 2, 1)).toThrow(RangeError);
    expect(() => contingency([0, 1], [0, -1], 2, 1)).toThrow(RangeError);
  });
});
