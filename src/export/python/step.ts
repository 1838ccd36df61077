import { ExpectedFailure } from '../../core/failure';
import { pythonLiteral } from '../../core/python';
import { figures } from '../../core/figures';
import { figuresOf } from '../../core/result-figures';
import type { GivenLabels, RunResult, Scaling } from '../../core/run';
import type { Dataset, ImageTable } from '../../data/dataset';
import { methodById } from '../../methods/registry';
import { lines, type Cell } from './cell';
import { rowsSource } from './rows';
import { twinOf } from './twins';

export interface Step {
  imports: readonly string[];
  packages: readonly string[];
  definitions: readonly string[];
  cell: Cell;
}

interface Place {
  result: RunResult;
  /** Number of the step, from 1. */
  k: number;
  dataset: Dataset;
  stepOf: (id: string) => number;
  /** Whether the rows a step is about are known by a label budget. */
  hasBudget: (k: number) => boolean;
}

function scaled(
  table: string,
  k: number,
  scaling: Scaling,
  { pixelMax, shape: { height, width, channels } }: ImageTable,
): string {
  const X = `${table}_pixels[rows${k}].astype(np.float64)`;
  const shape = `(${height}, ${width}, ${channels})`;
  switch (scaling) {
    case 'raw':
      return X;
    case 'unit':
      return `${X} / ${pixelMax}`;
    case 'standard':
      return `StandardScaler().fit_transform(${X})`;
    case 'gradients':
      return `oriented_gradients(${X}, ${shape})`;
    case 'straightGradients':
      return `oriented_gradients(${X}, ${shape}, straighten=True)`;
  }
}

/**
 * Sets `rows<k>` and `X<k>`; `labelled<k>` for a label budget; and with labels by hand `given<k>` beside it, and the rows
 * in the order that puts them first.
 */
function inputSource(place: Place) {
  const { imports, code } = rowsAndValues(place);
  const { spec } = place.result;
  const labels = spec.action === 'fit' ? spec.labels : undefined;
  return { imports, code: labels ? lines(code, handSource(labels, place)) : code };
}

/** Labels by hand: the rows that have one first, the others after them. */
function handSource({ classes, rows, codes, andFile }: GivenLabels, { k, dataset }: Place): string {
  const known = dataset.train.classes;
  const own = codes.map((code) => known.indexOf(classes[code]));
  return lines(
    `by_hand = dict(zip([${rows.join(', ')}], [${own.join(', ')}]))`,
    `given${k} = np.array([by_hand.get(row, ${andFile ? 'train_codes[row]' : '-1'}) for row in rows${k}])`,
    `order = np.argsort(given${k} < 0, kind="stable")`,
    `rows${k}, X${k}, given${k} = rows${k}[order], X${k}[order], given${k}[order]`,
    `labelled${k} = np.count_nonzero(given${k} >= 0)`,
  );
}

function rowsAndValues({ result, k, dataset, stepOf, hasBudget }: Place) {
  const { input } = result.spec;
  if (input.from === 'result') {
    const j = stepOf(input.result);
    const code = lines(
      `rows${k}, X${k} = rows${j}, out${j}`,
      hasBudget(j) && `labelled${k} = labelled${j}`,
    );
    return { imports: [], code };
  }
  const rows = rowsSource(input.rows, k, input.table, stepOf);
  const table = dataset[input.table];
  if (!table)
    throw new ExpectedFailure('badInput', `${result.name} needs the test file: open it first.`);
  return {
    imports: [
      ...rows.imports,
      ...(input.scaling === 'standard' ? ['from sklearn.preprocessing import StandardScaler'] : []),
    ],
    code: lines(rows.code, `X${k} = ${scaled(input.table, k, input.scaling, table)}`),
  };
}

/** Fits or applies, and names what comes out: `out<k>` for maps and features, `found<k>` for clusters and labels. */
function workSource({ result: { spec, method }, k, stepOf }: Place, estimator: string): string {
  const byHand = spec.action === 'fit' && spec.labels !== undefined;
  if (spec.action === 'transform') return `out${k} = model${stepOf(spec.model)}.transform(X${k})`;
  if (spec.action === 'predict') return `found${k} = model${stepOf(spec.model)}.predict(X${k})`;
  const make = `model = model${k} = ${estimator}`;
  switch (methodById(method).family) {
    case 'reduce':
      return lines(make, `out${k} = model.fit_transform(X${k})`);
    case 'cluster':
      return lines(make, `found${k} = model.fit_predict(X${k})`);
    case 'semi':
      return lines(
        make,
        !byHand && `given${k} = np.full(len(rows${k}), -1)`,
        !byHand && `given${k}[:labelled${k}] = codes[:labelled${k}]`,
        `found${k} = model.fit(X${k}, given${k}).transduction_`,
      );
    case 'neural':
      return lines(make, `model.fit(X${k}, ${byHand ? `given${k}` : 'codes'})`);
  }
}

/** An expression of the scores, as a dictionary. */
function scoresSource({ result, k }: Place): string {
  const known = result.spec.action === 'fit' && result.spec.labels ? `given${k}` : 'codes';
  const { evaluation, scoring, value } = result;
  if (!evaluation) return '{}';
  switch (evaluation.kind) {
    case 'embedding':
      return `score_map(X${k}, out${k}, ${scoring.embeddingRows})`;
    case 'clustering':
    case 'unlabelledClustering':
      return `score_clusters(X${k}, found${k}, codes, ${scoring.silhouetteRows})`;
    case 'labelling':
      return `score_labels(codes[labelled${k}:], found${k}[labelled${k}:])`;
    case 'prediction':
      return value.kind === 'predictions'
        ? `score_labels(codes, found${k})`
        : `score_labels(${known}[model.validation], model.predict(X${k}[model.validation]))`;
  }
}

const dictionary = (entries: readonly [string, string][]): string =>
  entries.map(([name, value]) => `${pythonLiteral(name)}: ${value}`).join(', ');

/** Figures that Fewlabels showed, those that people know by name. */
function shownFigures(result: RunResult): string {
  const known = Object.entries(figuresOf(result)).filter(
    ([name, value]) => name in figures && Number.isFinite(value),
  );
  return `{${dictionary(known.map(([name, value]) => [name, String(value)]))}}`;
}

/** One run in Python. @throws ExpectedFailure when its method has no counterpart there. */
export function stepOfResult(place: Place): Step {
  const { result, k, dataset } = place;
  const twin = twinOf(result.method);
  const { title } = methodById(result.method);
  if (result.spec.action === 'open') {
    const message = `${result.name} was opened from a file: it was not made by a run that Python could repeat.`;
    throw new ExpectedFailure('unsupported', message, result.name);
  }
  if (!twin) {
    const message = `${title} has no counterpart in Python that could be exported.`;
    throw new ExpectedFailure('unsupported', message, result.name);
  }
  const { shape, classes } = dataset.train;
  const facts = { imageShape: shape, nClasses: classes.length };
  const input = inputSource(place);
  const fits = result.spec.action === 'fit';
  const own = fits ? dictionary(Object.entries(twin.figures)) : '';
  const code = lines(
    input.code,
    `codes = ${result.table}_codes[rows${k}]`,
    workSource(place, twin.estimator(result.params, facts)),
    `scores = ${scoresSource(place)}`,
    `compare(${pythonLiteral(result.name)}, {**scores${own ? `, ${own}` : ''}}, ${shownFigures(result)})`,
  );
  const { value } = result;
  const isMap = value.kind === 'model' && value.model.kind === 'embedding' && value.model.dims <= 3;
  return {
    imports: [...input.imports, ...(fits ? twin.imports : [])],
    packages: twin.packages,
    definitions: (fits && twin.definitions) || [],
    cell: {
      text: `## ${k}. ${result.name}\n\n${title}${fits ? `. ${twin.agreement}` : ', applied'}`,
      code,
      ...(isMap ? { drawing: `draw(out${k}, codes, ${pythonLiteral(result.name)})` } : {}),
    },
  };
}
