import type { ClassScores } from '../../../core/evaluation';
import type { EpochFigures } from '../../../core/task';
import type { Curve } from '../../../study/budget-curve';
import type { PublishedBudget } from '../../../study/published-budget';
import type { Experiment } from '../../../study/experiment';
import {
  figureLabel,
  formatCount,
  formatFigure,
  formatNumber,
  formatPercent,
  formatSeconds,
} from '../../../ui/format';
import { CURVE_CAPTION, curveTable } from '../../../ui/budget/curve-table';
import { details, escape, table, tiles } from './html';
import type { ReportPicture, ReportRun } from './page';

type Entry = Readonly<Record<string, unknown>>;

interface SectionParts {
  /** The experiment's part of report.json. */
  entry: Entry;
  classes: readonly string[];
  pictures: readonly ReportPicture[];
  runs: readonly ReportRun[];
  /** Of accuracy against budget only. */
  budget?: BudgetParts;
}

export interface BudgetParts {
  curves: readonly Curve[];
  marks: PublishedBudget;
}

/** Seconds of one stage or run: "knnSeconds" is named by its first word. */
const isSeconds = (name: string): boolean => name === 'seconds' || name.endsWith('Seconds');
const secondsLabel = (name: string): string =>
  name === 'seconds' ? 'Time' : `${figureLabel(name.slice(0, -'Seconds'.length))}, time`;

function scalarTiles(entry: Entry): string {
  const facts = Object.entries(entry).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'boolean') return [[figureLabel(name), value ? 'yes' : 'no']];
    if (typeof value === 'string') return [[figureLabel(name), value]];
    if (typeof value !== 'number') return [];
    if (isSeconds(name)) return [[secondsLabel(name), formatSeconds(value)]];
    return [[figureLabel(name), formatFigure(name, value)]];
  });
  return tiles(facts);
}

/** A figure of a report entry; the last epoch's for a network. */
function figureOf(entry: Entry, figure: string): number | undefined {
  const own = entry[figure];
  if (typeof own === 'number') return own;
  const last = (entry.epochs as EpochFigures[] | undefined)?.at(-1);
  return last?.[figure as keyof EpochFigures];
}

const published = ({ published: figures }: Experiment, entry: Entry): string =>
  figures.length === 0
    ? ''
    : table(
        ['Figure', 'This run', 'Notebook', 'scikit-learn 1.2.1'],
        figures.map(({ figure, notebook, sklearn }) => [
          figureLabel(figure),
          formatFigure(figure, figureOf(entry, figure)),
          formatFigure(figure, notebook),
          formatFigure(figure, sklearn),
        ]),
        'Published for 42,000 MNIST digits',
      );

const headTable = (head: unknown): string => {
  if (!Array.isArray(head) || head.length === 0) return '';
  const rows = head as (string | number | null)[][];
  const axes = ['x', 'y', 'z'].slice(0, rows[0].length - 1);
  return table(
    ['Row', ...axes, 'label'],
    rows.map((row, i) => [
      String(i),
      ...row.map((v) => (typeof v === 'number' ? formatNumber(v) : (v ?? '–'))),
    ]),
    'First five rows',
  );
};

const epochTable = (epochs: unknown): string =>
  Array.isArray(epochs)
    ? table(
        ['Epoch', 'Accuracy', 'Loss', 'Validation accuracy', 'Validation loss', 'ms/step', 'Time'],
        (epochs as EpochFigures[]).map((epoch, i) => [
          String(i + 1),
          formatPercent(epoch.accuracy),
          formatNumber(epoch.loss),
          formatPercent(epoch.valAccuracy),
          formatNumber(epoch.valLoss),
          epoch.msPerStep.toFixed(1),
          formatSeconds(epoch.seconds),
        ]),
      )
    : '';

function classReport(report: unknown): string {
  if (typeof report !== 'object' || report === null) return '';
  const rows = Object.entries(report as Record<string, ClassScores | number>);
  return table(
    ['Class', 'Precision', 'Recall', 'F1', 'Support'],
    rows.map(([name, scores]) =>
      typeof scores === 'number'
        ? [name, '', '', scores.toFixed(4), '']
        : [
            name,
            scores.precision.toFixed(4),
            scores.recall.toFixed(4),
            scores.f1.toFixed(4),
            formatCount(scores.support),
          ],
    ),
    'Classification report',
  );
}

/** Class → number: how many of each were predicted. */
const countsTable = (counts: unknown): string =>
  typeof counts === 'object' && counts !== null
    ? table(
        ['Predicted', 'Images'],
        Object.entries(counts as Record<string, number>).map(([name, count]) => [
          name,
          formatCount(count),
        ]),
      )
    : '';

const confusionTable = (confusion: unknown, classes: readonly string[]): string =>
  Array.isArray(confusion)
    ? details(
        'Confusion matrix as a table (true down, predicted across)',
        table(
          ['', ...classes],
          (confusion as number[][]).map((row, i) => [classes[i], ...row.map(formatCount)]),
        ),
      )
    : '';

const runsTable = (runs: readonly ReportRun[]): string =>
  runs.length
    ? details(
        'Settings',
        table(
          ['Run', 'Method', 'Input', 'Rows', 'Time', 'Parameters'],
          runs.map((run) => [
            run.name,
            run.method,
            run.input,
            formatCount(run.rows),
            formatSeconds(run.seconds),
            run.parameters,
          ]),
        ),
      )
    : '';

const pictureGrid = (pictures: readonly ReportPicture[]): string =>
  pictures.length
    ? `<div class="pictures">${pictures
        .map(
          ({ title, png }) =>
            `<figure><img src="${png}" alt="${escape(title)}" loading="lazy"><figcaption>${escape(title)}</figcaption></figure>`,
        )
        .join('')}</div>`
    : '';

function budgetTable({ curves, marks }: BudgetParts): string {
  const { header, rows } = curveTable(curves, marks);
  return `${table(header, rows, CURVE_CAPTION)}<p>Published: ${escape(`${marks.title}, ${marks.source}: ${marks.setting}.`)}</p>`;
}

const warnings = (given: unknown): string =>
  Array.isArray(given) ? given.map((text) => `<p>⚠ ${escape(String(text))}</p>`).join('') : '';

/** One experiment: what it shows, its figures beside the published ones, its pictures, and what made it. */
export function experimentSection(
  experiment: Experiment,
  { entry, classes, pictures, runs, budget }: SectionParts,
): string {
  return `<section id="${experiment.key}"><h2>${escape(experiment.title)} <small>experiment ${experiment.number}</small></h2><p>${escape(
    experiment.sentence,
  )}</p>${warnings(entry.warnings)}${published(experiment, entry)}${scalarTiles(entry)}${budget ? budgetTable(budget) : ''}${pictureGrid(pictures)}${headTable(
    entry.head,
  )}${epochTable(entry.epochs)}${classReport(entry.report)}${countsTable(entry.counts)}${confusionTable(
    entry.confusion,
    classes,
  )}${runsTable(runs)}</section>`;
}
