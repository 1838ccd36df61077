import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../core/evaluation';
import { matrix, type Matrix } from '../../core/matrix';
import type {
  ClusteringModel,
  EmbeddingModel,
  LabellingModel,
  NetworkModel,
} from '../../core/models';
import type { JobRequest, ScoringOptions } from '../../core/protocol';
import type { ResultValue } from '../../core/run';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../../kernels/runtime/test-runtime';
import { evaluate } from './evaluate';
import golden from './golden.json';

const ROWS = 400;
const sample = new URL('../../../public/samples/digits.csv.gz', import.meta.url);
const lines = gunzipSync(readFileSync(sample))
  .toString()
  .split('\n')
  .slice(1, ROWS + 1);
const table = lines.map((line) => line.split(',').map(Number));
const digits = Int32Array.from(table, ([label]) => label);
const spaces: Record<string, Matrix> = {
  digits: matrix(Uint8Array.from(table.flatMap(([, ...pixels]) => pixels)), ROWS, 64, 1 / 16),
  features: matrix(Float64Array.from(golden.features), ROWS, 5),
  line: matrix(Float64Array.from(golden.line), ROWS, 1),
};
const { digits: X } = spaces;

const kernels = createTestRuntime();
const NO_SCORES: ScoringOptions = { embeddingRows: 0, silhouetteRows: ROWS };
const score = (value: ResultValue, change: Partial<JobRequest> = {}): Evaluation | undefined => {
  const request: JobRequest = {
    action: 'fit',
    method: 'any',
    params: {},
    X,
    nClasses: 10,
    truth: digits,
    scoring: NO_SCORES,
    ...change,
  };
  const scores = runToEnd(evaluate(request, value, kernels));
  expect(kernels.memory.used).toBe(0);
  return scores;
};

const base = { warnings: [], figures: {} };
const embedding = ({ data, cols }: Matrix): ResultValue => {
  const coordinates = data as Float64Array;
  const model: EmbeddingModel = { ...base, kind: 'embedding', coordinates, dims: cols };
  return { kind: 'model', model };
};
const clustering = (labels: ArrayLike<number>): ResultValue => {
  const model: ClusteringModel = {
    ...base,
    kind: 'clustering',
    labels: Int32Array.from(labels),
    nClusters: Math.max(...Array.from(labels)) + 1,
    centers: new Float64Array(0),
    scores: new Float32Array(0),
  };
  return { kind: 'model', model };
};

describe.each(golden.embeddings)('an embedding: $name', (expected) => {
  const scoring = { embeddingRows: expected.rows, silhouetteRows: 0 };
  const change = { X: spaces[expected.X], scoring };

  it('has scikit-learn’s trustworthiness, and keeps as many neighbours', () => {
    const scores = score(embedding(spaces[expected.Y]), change);
    if (scores?.kind !== 'embedding') throw new Error('no embedding scores');
    expect(scores).toMatchObject({ sampleRows: expected.rows, nNeighbors: 12 });
    expect(scores.trustworthiness).toBeCloseTo(expected.trustworthiness, 12);
    expect(scores.neighborPreservation).toBeCloseTo(expected.neighborPreservation, 12);
  });

  it('scores features that a fitted model made alike', () => {
    expect(score({ kind: 'features', X: spaces[expected.Y] }, change)).toEqual(
      score(embedding(spaces[expected.Y]), change),
    );
  });
});

describe('an embedding', () => {
  const scoring = { embeddingRows: ROWS, silhouetteRows: 0 };

  it('of itself is perfect, whatever its scale', () => {
    const twice = { ...spaces.features, data: spaces.features.data.map((value) => 2 * value) };
    expect(score(embedding(twice), { X: spaces.features, scoring })).toMatchObject({
      trustworthiness: 1,
      neighborPreservation: 1,
    });
  });

  it('has no scores when none are asked for, or on fewer rows than the measure needs', () => {
    expect(score(embedding(spaces.line))).toBeUndefined();
    const few = { embeddingRows: 24, silhouetteRows: 0 };
    expect(score(embedding(spaces.line), { scoring: few })).toBeUndefined();
    const enough = { embeddingRows: 25, silhouetteRows: 0 };
    expect(score(embedding(spaces.line), { scoring: enough })).toMatchObject({ sampleRows: 25 });
  });
});

describe.each(golden.clusterings)('a clustering: $name', (expected) => {
  it('has scikit-learn’s silhouette', () => {
    const scoring = { embeddingRows: 0, silhouetteRows: expected.rows };
    const scores = score(clustering(expected.labels), { X: spaces[expected.X], scoring });
    if (scores?.kind !== 'clustering') throw new Error('no clustering scores');
    expect(scores.silhouetteRows).toBe(expected.rows);
    expect(scores.silhouette).toBeCloseTo(expected.silhouette, 7);
  });
});

describe('a clustering', () => {
  const perfect = digits.map((digit) => (digit + 4) % 10);

  it('that is the classes scores 1, and its confusion is in class codes', () => {
    const scores = score(clustering(perfect));
    expect(scores).toMatchObject({ accuracy: 1, accuracyOneToOne: 1, scoredRows: ROWS });
    if (scores?.kind !== 'clustering') throw new Error('no clustering scores');
    expect([...scores.mapping]).toEqual([6, 7, 8, 9, 0, 1, 2, 3, 4, 5]);
    for (const name of ['ari', 'nmi', 'ami', 'homogeneity', 'completeness', 'vMeasure'] as const)
      expect(scores[name], name).toBeCloseTo(1, 12);
    expect(scores.confusion.size).toBe(10);
    const diagonal = scores.confusion.counts.filter((_, i) => i % 11 === 0);
    expect(diagonal.reduce((sum, count) => sum + count, 0)).toBe(ROWS);
  });

  it('is scored on rows of known class only; a cluster without any takes none', () => {
    const truth = digits.map((digit, row) => (row % 3 === 0 && digit !== 5 ? digit : -1));
    const scores = score(clustering(perfect), { truth });
    if (scores?.kind !== 'clustering') throw new Error('no clustering scores');
    expect(scores.scoredRows).toBe(truth.filter((code) => code >= 0).length);
    expect(scores.mapping[(5 + 4) % 10]).toBe(-1);
    expect(scores.accuracy).toBe(1);
  });

  it('without any known class, or with one cluster, says only what there is to say', () => {
    const labelled = score(clustering(perfect));
    for (const truth of [undefined, digits.map(() => -1)]) {
      const scores = score(clustering(perfect), { truth });
      expect(scores?.kind).toBe('unlabelledClustering');
      expect(labelled).toMatchObject({ ...scores, kind: 'clustering' });
    }
    const one = score(clustering(digits.map(() => 0)));
    expect(one).toMatchObject({ kind: 'clustering', silhouette: undefined, ari: 0 });
    const scoring = { embeddingRows: 0, silhouetteRows: 0 };
    expect(score(clustering(perfect), { scoring })).toMatchObject({
      accuracy: 1,
      silhouette: undefined,
      silhouetteRows: 0,
    });
  });
});

const labelling = (labels: Int32Array, reached = new Uint8Array(ROWS).fill(1)): ResultValue => {
  const distributions = new Float32Array(0);
  const shared = { distributions, nClasses: 10, reached };
  const model: LabellingModel = { ...base, kind: 'labelling', labels, ...shared };
  return { kind: 'model', model };
};

describe('a labelling', () => {
  /** Wrong on the first hundred rows, which the method was given. */
  const labels = digits.map((digit, row) => (row < 100 ? 9 - digit : digit));

  it('is scored where the method did not see the label and it is known', () => {
    const truth = digits.map((digit, row) => (row >= 350 ? -1 : digit));
    const scores = score(labelling(labels), { truth, labelledCount: 100 });
    expect(scores).toMatchObject({ kind: 'labelling', accuracy: 1, scoredRows: 250, unreached: 0 });
    expect(score(labelling(labels), { truth, labelledCount: 350 })).toBeUndefined();
  });

  it('counts the rows no label reached', () => {
    const reached = Uint8Array.from({ length: ROWS }, (_, row) => (row < 7 ? 0 : 1));
    const scores = score(labelling(labels, reached), { labelledCount: 0 });
    expect(scores).toMatchObject({ unreached: 7, scoredRows: ROWS });
  });
});

describe('predictions', () => {
  const wrongThree = digits.map((digit, row) => (row < 3 ? (digit + 1) % 10 : digit));

  it('are scored on rows of known class', () => {
    const prediction = { labels: wrongThree, nClasses: 10 };
    const scores = score({ kind: 'predictions', prediction });
    expect(scores).toMatchObject({ kind: 'prediction', accuracy: 397 / 400, scoredRows: ROWS });
    const truth = digits.map((digit, row) => (row < 2 ? -1 : digit));
    expect(score({ kind: 'predictions', prediction }, { truth })).toMatchObject({
      accuracy: 397 / 398,
    });
    expect(score({ kind: 'predictions', prediction }, { truth: undefined })).toBeUndefined();
  });

  it('of a network are those of its validation rows', () => {
    const validationRows = Uint32Array.of(399, 0, 17, 200);
    const model = {
      ...base,
      kind: 'network',
      validationRows,
      validationPredictions: Int32Array.from(validationRows, (row) => wrongThree[row]),
    } as unknown as NetworkModel;
    const scores = score({ kind: 'model', model });
    expect(scores).toMatchObject({ kind: 'prediction', accuracy: 0.75, scoredRows: 4 });
  });
});
