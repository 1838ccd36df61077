import type { RunResult } from '../../core/run';
import type { Dataset, ImageTable } from '../../data/dataset';
import type { StudyState } from '../../engine/study-run';
import type { BudgetCell } from '../../study/budget';
import { curvesOf } from '../../study/budget-curve';
import { EXPERIMENT_KEYS, type ExperimentKey } from '../../study/experiment';
import { publishedFor } from '../../study/published-budget';
import { coloringsFor, type Coloring } from '../../ui/scatter/coloring';
import { mapFor } from '../../ui/scatter/embedding-scatter';
import { budgetFigure } from '../../ui/budget/curve-figure';
import { barFigure } from '../../ui/plots/figures/bars';
import { curveFigure } from '../../ui/plots/figures/curves';
import { matrixFigure } from '../../ui/plots/figures/matrix';
import { scatterFigure } from '../../ui/plots/figures/scatter';
import { figureImage } from '../../ui/plots/figure-image';
import { galleryImage } from '../../ui/images/gallery-image';
import { plotThemes, type Figure } from '../../ui/plots/plotly';
import { isMap, pointsOf } from '../../ui/scatter/points';
import { countClasses } from '../data/class-histogram';
import { lookGalleries, resultGalleries, type StudyGallery } from './study-galleries';

export interface StudyPlot {
  experiment: ExperimentKey;
  /** File name without its ending. */
  name: string;
  title: string;
  /** A PNG on white. */
  draw: () => Promise<Blob>;
}

const theme = plotThemes.light;

/** What a study has come to. */
export interface StudyContents {
  study: StudyState;
  results: readonly RunResult[];
  dataset: Dataset;
  /** Points of accuracy against budget. */
  cells: readonly BudgetCell[];
}

/** Every plot and gallery of what has finished, still to be drawn: the same ones the page shows. */
export function studyPlots({ study, results, dataset, cells }: StudyContents): StudyPlot[] {
  return EXPERIMENT_KEYS.filter((key) => study.experiments[key].state === 'done').flatMap((key) => {
    if (key === 'look') return lookGalleries(dataset).map((gallery) => galleryPlot(key, gallery));
    if (key === 'classes') return classPlot(dataset.train);
    if (key === 'budget') return budgetPlot(cells, dataset);
    const ids = Object.values(study.experiments[key].results);
    const own = results.filter((result) => ids.includes(result.id));
    return own.flatMap((result) => plotsOf(key, result, results, dataset));
  });
}

const galleryPlot = (key: ExperimentKey, { kind, title, items }: StudyGallery): StudyPlot => ({
  experiment: key,
  name: `${key}-${kind}`,
  title,
  draw: () => galleryImage(items),
});

function classPlot(table: ImageTable): StudyPlot[] {
  if (!table.labels) return [];
  const bars = countClasses(table).counts.map((count, code) => ({
    name: table.classes[code],
    count,
  }));
  return [
    {
      experiment: 'classes',
      name: 'classes',
      title: 'Images per class',
      draw: () => figureImage(barFigure(bars, 'Label', theme), 'png'),
    },
  ];
}

function budgetPlot(cells: readonly BudgetCell[], dataset: Dataset): StudyPlot[] {
  if (cells.length === 0) return [];
  const curves = curvesOf(cells, dataset.train.classes.length);
  const marks = publishedFor(dataset);
  return [
    {
      experiment: 'budget',
      name: 'budget',
      title: `Accuracy against labels per class; dotted: published for ${marks.title}`,
      draw: () => figureImage(budgetFigure(curves, marks, theme), 'png'),
    },
  ];
}

function plotsOf(
  key: ExperimentKey,
  result: RunResult,
  results: readonly RunResult[],
  dataset: Dataset,
): StudyPlot[] {
  const table = dataset[result.table];
  const plots: StudyPlot[] = [];
  const add = (kind: string, title: string, figure: () => Figure) =>
    plots.push({
      experiment: key,
      name: `${key}-${kind}`,
      title,
      draw: () => figureImage(figure(), 'png'),
    });
  const { evaluation, value } = result;
  if (isMap(result)) {
    const coloring = mapColoring(result, results, table);
    const points = pointsOf(result);
    if (points) {
      const title = `${result.name}${coloring ? ` by ${coloring.title.toLowerCase()}` : ''}`;
      add('map', title, () => scatterFigure(points, coloring, { theme }));
    }
  }
  if (evaluation && 'confusion' in evaluation) {
    const names = dataset.train.classes;
    add('confusion', `${result.name}: confusion`, () =>
      matrixFigure(evaluation.confusion, names, theme),
    );
  }
  if (value.kind === 'model' && value.model.kind === 'network') {
    const { epochs } = value.model;
    add('accuracy', 'Accuracy by epoch', () => curveFigure(epochs, 'accuracy', theme));
    add('loss', 'Loss by epoch', () => curveFigure(epochs, 'loss', theme));
  }
  const galleries = resultGalleries(result, dataset).map((gallery) => galleryPlot(key, gallery));
  return [...plots, ...galleries];
}

/** A map is coloured by the clusters or spread labels found on it, else by label: what its experiment is about. */
function mapColoring(
  map: RunResult,
  results: readonly RunResult[],
  table: ImageTable | undefined,
): Coloring | undefined {
  const colorings = coloringsFor(map, results, table);
  const about = results.filter(
    (other) => other.id !== map.id && mapFor(other, results)?.id === map.id,
  );
  const found = colorings.find(({ key }) =>
    about.some(({ id }) => key === `cluster:${id}` || key === `spread:${id}`),
  );
  return found ?? colorings[0];
}
