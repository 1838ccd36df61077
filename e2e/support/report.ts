import { expect } from '@playwright/test';

/** A report as JSON gives it. */
export interface ReportFile {
  environment: Record<string, unknown>;
  data: Record<string, unknown>;
  experiments: Record<string, Record<string, unknown>>;
}

const number: unknown = expect.any(Number);
const map = (dims: number): Record<string, unknown> => ({
  seconds: number,
  rows: number,
  head: Array.from({ length: 5 }, () => Array.from({ length: dims + 1 }, () => number)),
  trustworthiness: number,
});
const table = (size: number): unknown =>
  Array.from({ length: size }, () => Array.from({ length: size }, () => number));
const scores = { precision: number, recall: number, f1: number, support: number };

/** What every report of all experiments holds, for ten classes and no test file. */
export const reportShape = {
  app: { version: expect.any(String) as unknown },
  environment: {
    userAgent: expect.any(String) as unknown,
    crossOriginIsolated: true,
    threads: number,
    tensorBackend: expect.stringMatching(/^(wasm|webgl|webgpu|cpu)$/) as unknown,
  },
  data: {
    train: {
      name: 'digits.csv.gz',
      rows: 1797,
      columns: 65,
      dtype: 'int64',
      memoryBytes: 1797 * 65 * 8 + 128,
      parseSeconds: number,
      classCounts: {
        0: 178,
        1: 182,
        2: 177,
        3: 183,
        4: 181,
        5: 182,
        6: 181,
        7: 179,
        8: 174,
        9: 180,
      },
    },
  },
  experiments: {
    isomap2d: { ...map(2), reconstructionError: number },
    isomap3d: { ...map(3), reconstructionError: number },
    pca2d: {
      ...map(2),
      explainedVariance: [number, number],
      explainedVarianceRatio: [number, number],
    },
    pca3d: {
      ...map(3),
      explainedVariance: [number, number, number],
      explainedVarianceRatio: [number, number, number],
    },
    tsne2d: { ...map(2), klDivergence: number, nIter: number },
    tsne3d: { ...map(3), klDivergence: number, nIter: number },
    unsupervised: {
      seconds: number,
      tsneSeconds: number,
      knnSeconds: number,
      clusterSeconds: number,
      klDivergence: number,
      trustworthiness: number,
      neighborRecall: number,
      accuracy: number,
      accuracyOneToOne: number,
      ari: number,
      nmi: number,
      mapping: expect.any(Array) as unknown,
      confusion: table(10),
    },
    cnn: {
      seconds: number,
      backend: expect.any(String) as unknown,
      parameters: number,
      epochs: Array.from({ length: 10 }, () => ({
        accuracy: number,
        loss: number,
        valAccuracy: number,
        valLoss: number,
        seconds: number,
        msPerStep: number,
      })),
    },
    supervisedClustering: {
      seconds: number,
      featureSeconds: number,
      kmeansSeconds: number,
      tsneSeconds: number,
      inertia: number,
      accuracy: number,
      ari: number,
      klDivergence: number,
    },
    test: { seconds: number, rows: 360, counts: expect.any(Object) as unknown },
    labelSpreading: {
      seconds: number,
      pcaSeconds: number,
      knnSeconds: number,
      spreadSeconds: number,
      tsneSeconds: number,
      nIter: number,
      converged: true,
      labelled: 179,
      unlabelled: 1618,
      accuracy: number,
      report: { 0: scores, 9: scores, 'macro avg': scores, 'weighted avg': scores },
      confusion: table(10),
    },
  },
};

/** Figures that a working lab reaches on the digits with room to spare, and a broken one does not. */
export const gates: [experiment: string, figure: string, least: number][] = [
  ['isomap2d', 'trustworthiness', 0.8],
  ['isomap3d', 'trustworthiness', 0.88],
  ['pca2d', 'trustworthiness', 0.8],
  ['pca3d', 'trustworthiness', 0.88],
  ['tsne2d', 'trustworthiness', 0.96],
  ['tsne3d', 'trustworthiness', 0.96],
  ['unsupervised', 'trustworthiness', 0.98],
  ['unsupervised', 'accuracy', 0.9],
  ['unsupervised', 'ari', 0.8],
  ['supervisedClustering', 'accuracy', 0.94],
  ['test', 'accuracy', 0.96],
  ['labelSpreading', 'accuracy', 0.93],
];

const TIMES = /seconds$|^msPerStep$|^backendTimings$|^threads$|^userAgent$|^peakMemoryBytes$/i;

/** The report without what may differ between two runs: times, and how many threads there were. */
export const withoutTimes = (report: ReportFile): unknown =>
  JSON.parse(
    JSON.stringify(report, (key, value: unknown) => (TIMES.test(key) ? undefined : value)),
  );
