import type { ClassificationReport, ConfusionMatrix } from '../core/evaluation';
import type { ClusteringModel, EmbeddingModel, LabellingModel, NetworkModel } from '../core/models';
import type { RunResult } from '../core/run';
import type { Dataset, ImageTable } from '../data/dataset';
import type { Budget, BudgetCell } from './budget';
import type { ExperimentKey } from './experiment';
import { featureById } from './features';

/** `report.json`: numbers unrounded, so that another run can be compared to it to the last bit. */
export interface Report {
  app: { version: string };
  environment: {
    userAgent: string;
    crossOriginIsolated: boolean;
    threads: number;
    tensorBackend: string;
    /** Largest resident memory of the tab's process; only a headless run can measure it. */
    peakMemoryBytes?: number;
  };
  data: { train: TableReport; test?: TableReport };
  experiments: Record<string, Record<string, unknown> | BudgetEntry[]>;
}

/** A point of accuracy against budget: `labelsPerClass` or `share`, and what came out. */
export type BudgetEntry = Budget & Omit<BudgetCell, 'budget'>;

interface TableReport {
  name: string;
  rows: number;
  columns: number;
  dtype: string;
  memoryBytes: number;
  parseSeconds: number;
  classCounts: Record<string, number>;
}

export interface ReportSource {
  version: string;
  userAgent: string;
  crossOriginIsolated: boolean;
  threads: number;
  dataset: Dataset;
  /** The finished result of a step, or undefined. */
  result: (experiment: ExperimentKey, step: string) => RunResult | undefined;
  finished: (experiment: ExperimentKey) => boolean;
  /** Points of accuracy against budget. */
  budget: readonly BudgetCell[];
}

const HEAD_ROWS = 5;

export function classCounts({ labels, classes }: ImageTable): Record<string, number> {
  const counts = new Array<number>(classes.length).fill(0);
  if (labels) for (const code of labels) if (code >= 0) counts[code]++;
  return Object.fromEntries(classes.map((name, code) => [name, counts[code]]));
}

const tableReport = (table: ImageTable): TableReport => ({
  name: table.fileName,
  rows: table.rows,
  columns: table.columns.length,
  dtype: table.dtype,
  memoryBytes: table.memoryBytes,
  parseSeconds: table.parseSeconds,
  classCounts: classCounts(table),
});

const modelOf = <K extends 'embedding' | 'clustering' | 'labelling' | 'network'>(
  result: RunResult,
  kind: K,
) => {
  if (result.value.kind !== 'model' || result.value.model.kind !== kind) {
    throw new Error(`${result.name} is not of kind ${kind}`);
  }
  return result.value.model as Extract<
    EmbeddingModel | ClusteringModel | LabellingModel | NetworkModel,
    { kind: K }
  >;
};

const className = ({ classes }: ImageTable, code: number): string | null =>
  code < 0 ? null : classes[code];

/** The label as pandas would hold it: a number where the class name is one. */
const labelValue = (table: ImageTable, row: number): string | number | null => {
  const name = className(table, table.labels ? table.labels[row] : -1);
  return name !== null && name.trim() !== '' && Number.isFinite(Number(name)) ? Number(name) : name;
};

function head(result: RunResult, table: ImageTable): (string | number | null)[][] {
  const { coordinates, dims } = modelOf(result, 'embedding');
  return Array.from({ length: Math.min(HEAD_ROWS, result.rows.length) }, (_, i) => [
    ...coordinates.subarray(i * dims, (i + 1) * dims),
    labelValue(table, result.rows[i]),
  ]);
}

export const confusionRows = ({ counts, size }: ConfusionMatrix): number[][] =>
  Array.from({ length: size }, (_, row) =>
    Array.from(counts.subarray(row * size, (row + 1) * size)),
  );

const named = (table: ImageTable, report: ClassificationReport): Record<string, unknown> => ({
  ...Object.fromEntries(report.classes.map((scores, code) => [table.classes[code], scores])),
  accuracy: report.accuracy,
  'macro avg': report.macroAverage,
  'weighted avg': report.weightedAverage,
});

const quality = ({ evaluation }: RunResult): Record<string, unknown> =>
  evaluation?.kind === 'embedding'
    ? {
        trustworthiness: evaluation.trustworthiness,
        trustworthinessRows: evaluation.sampleRows,
        neighborPreservation: evaluation.neighborPreservation,
      }
    : {};

/** Seconds of the stages whose name starts with one of these words. */
const stageSum = ({ stageSeconds }: RunResult, ...starts: string[]): number =>
  Object.entries(stageSeconds)
    .filter(([stage]) => starts.some((start) => stage.toLowerCase().startsWith(start)))
    .reduce((sum, [, seconds]) => sum + seconds, 0);

type Entry = (source: ReportSource) => Record<string, unknown> | BudgetEntry[] | undefined;

const embeddingEntry =
  (key: ExperimentKey): Entry =>
  ({ result, dataset }) => {
    const map = result(key, 'map');
    if (!map) return undefined;
    const model = modelOf(map, 'embedding');
    const arrays = model as unknown as Record<string, unknown>;
    const { explainedVariance, explainedVarianceRatio } = arrays;
    return {
      seconds: map.seconds,
      rows: map.rows.length,
      head: head(map, dataset.train),
      ...(explainedVariance instanceof Float64Array
        ? { explainedVariance: Array.from(explainedVariance) }
        : {}),
      ...(explainedVarianceRatio instanceof Float64Array
        ? { explainedVarianceRatio: Array.from(explainedVarianceRatio) }
        : {}),
      ...model.figures,
      ...(model.nIter === undefined ? {} : { nIter: model.nIter }),
      ...quality(map),
      evaluationSeconds: map.evaluationSeconds,
      ...(model.warnings.length ? { warnings: model.warnings } : {}),
    };
  };

const unsupervised: Entry = ({ result, dataset }) => {
  const map = result('unsupervised', 'map');
  const clusters = result('unsupervised', 'clusters');
  if (!map || !clusters || clusters.evaluation?.kind !== 'clustering') return undefined;
  const { accuracy, accuracyOneToOne, ari, nmi, mapping, confusion } = clusters.evaluation;
  return {
    seconds: map.seconds + clusters.seconds,
    rows: map.rows.length,
    tsneSeconds: map.seconds,
    knnSeconds: stageSum(map, 'neighbours', 'pca'),
    clusterSeconds: clusters.seconds,
    ...modelOf(map, 'embedding').figures,
    ...quality(map),
    accuracy,
    accuracyOneToOne,
    ari,
    nmi,
    mapping: Array.from(mapping, (code) => className(dataset.train, code)),
    confusion: confusionRows(confusion),
  };
};

const cnn: Entry = ({ result }) => {
  const network = result('cnn', 'network');
  if (!network) return undefined;
  const { backend, parameters, epochs, backendTimings } = modelOf(network, 'network');
  return { seconds: network.seconds, backend, backendTimings, parameters, epochs };
};

const supervisedClustering: Entry = ({ result }) => {
  const features = result('supervisedClustering', 'features');
  const clusters = result('supervisedClustering', 'clusters');
  const map = result('supervisedClustering', 'map');
  if (!features || !clusters || !map || clusters.evaluation?.kind !== 'clustering')
    return undefined;
  const { accuracy, accuracyOneToOne, ari, nmi } = clusters.evaluation;
  return {
    seconds: features.seconds + clusters.seconds + map.seconds,
    rows: features.rows.length,
    featureSeconds: features.seconds,
    kmeansSeconds: clusters.seconds,
    tsneSeconds: map.seconds,
    inertia: modelOf(clusters, 'clustering').figures.inertia,
    accuracy,
    accuracyOneToOne,
    ari,
    nmi,
    ...modelOf(map, 'embedding').figures,
  };
};

const test: Entry = ({ result, dataset }) => {
  const predictions = result('test', 'predictions');
  if (predictions?.value.kind !== 'predictions') return undefined;
  const { labels, nClasses } = predictions.value.prediction;
  const counts = new Array<number>(nClasses).fill(0);
  for (const code of labels) counts[code]++;
  const { evaluation } = predictions;
  return {
    seconds: predictions.seconds,
    rows: labels.length,
    table:
      predictions.table === 'test'
        ? 'test file'
        : 'validation rows of the training file (no test file given)',
    counts: Object.fromEntries(counts.map((count, code) => [dataset.train.classes[code], count])),
    ...(evaluation?.kind === 'prediction' ? { accuracy: evaluation.accuracy } : {}),
  };
};

const labelSpreading: Entry = ({ result, dataset }) => {
  const features = result('labelSpreading', 'features');
  const labels = result('labelSpreading', 'labels');
  const map = result('labelSpreading', 'map');
  if (!features || !labels || !map || labels.evaluation?.kind !== 'labelling') return undefined;
  const { nIter, converged, warnings } = modelOf(labels, 'labelling');
  const { accuracy, report, confusion, unreached } = labels.evaluation;
  const labelled = labels.labelledCount ?? 0;
  return {
    seconds: features.seconds + labels.seconds + map.seconds,
    pcaSeconds: features.seconds,
    knnSeconds: stageSum(labels, 'neighbours'),
    spreadSeconds: labels.seconds - stageSum(labels, 'neighbours'),
    tsneSeconds: map.seconds,
    nIter,
    converged,
    labelled,
    unlabelled: labels.rows.length - labelled,
    unreached,
    accuracy,
    report: named(dataset.train, report),
    confusion: confusionRows(confusion),
    ...modelOf(map, 'embedding').figures,
    ...(warnings.length ? { warnings } : {}),
  };
};

const budget: Entry = (source) =>
  source.budget.map(({ budget: labels, features, ...cell }) => ({
    ...labels,
    features: featureById(features).title,
    ...cell,
  }));

const entries: readonly [ExperimentKey, Entry][] = [
  ...(['isomap2d', 'isomap3d', 'pca2d', 'pca3d', 'tsne2d', 'tsne3d'] as const).map(
    (key): [ExperimentKey, Entry] => [key, embeddingEntry(key)],
  ),
  ['unsupervised', unsupervised],
  ['cnn', cnn],
  ['supervisedClustering', supervisedClustering],
  ['test', test],
  ['labelSpreading', labelSpreading],
  ['budget', budget],
];

/** The report of what has finished so far; experiments that did not run are absent. */
export function buildReport(source: ReportSource): Report {
  const { dataset, result } = source;
  const network = result('cnn', 'network');
  const found = entries
    .filter(([key]) => source.finished(key))
    .map(([key, entry]) => [key, entry(source)] as const)
    .filter(([, value]) => value !== undefined);
  return {
    app: { version: source.version },
    environment: {
      userAgent: source.userAgent,
      crossOriginIsolated: source.crossOriginIsolated,
      threads: source.threads,
      tensorBackend: network ? modelOf(network, 'network').backend : 'none',
    },
    data: {
      train: tableReport(dataset.train),
      ...(dataset.test ? { test: tableReport(dataset.test) } : {}),
    },
    experiments: Object.fromEntries(found) as Report['experiments'],
  };
}
