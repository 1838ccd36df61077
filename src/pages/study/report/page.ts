import type { Experiment } from '../../../study/experiment';
import { experiments } from '../../../study/experiments';
import type { Report } from '../../../study/report';
import { formatBytes, formatCount, formatSeconds } from '../../../ui/format';
import { escape, REPORT_STYLE, table, tiles } from './html';
import { experimentSection, type BudgetParts } from './section';

/** A picture of the report, as a PNG data URL. */
export interface ReportPicture {
  experiment: string;
  title: string;
  png: string;
}

/** One run behind an experiment, with the settings that made it, in words. */
export interface ReportRun {
  experiment: string;
  name: string;
  method: string;
  input: string;
  rows: number;
  seconds: number;
  /** "n_components=2, random_state=42": scikit-learn's names. */
  parameters: string;
}

export interface ReportParts {
  report: Report;
  pictures: readonly ReportPicture[];
  runs: readonly ReportRun[];
  /** Accuracy against budget, and what to hold it against. */
  budget: BudgetParts;
  /** ISO date of writing. */
  writtenAt: string;
}

const dataTable = ({ train, test }: Report['data']): string =>
  table(
    ['File', 'Rows', 'Columns', 'dtype', 'Memory as pandas', 'Read in'],
    [train, ...(test ? [test] : [])].map((one) => [
      one.name,
      formatCount(one.rows),
      formatCount(one.columns),
      one.dtype,
      formatBytes(one.memoryBytes),
      formatSeconds(one.parseSeconds),
    ]),
  );

function header({ report, writtenAt }: ReportParts): string {
  const { train, test } = report.data;
  const total = Object.values(report.experiments)
    .flat()
    .reduce((sum, { seconds }) => sum + (typeof seconds === 'number' ? seconds : 0), 0);
  const files = test ? `${train.name} and ${test.name}` : train.name;
  return `<header><h1>Fewlabels report</h1><p>${escape(files)}, ${writtenAt.slice(0, 10)}, Fewlabels ${escape(
    report.app.version,
  )}. Everything was computed in a browser tab.</p></header>${tiles([
    ['Images', formatCount(train.rows + (test?.rows ?? 0))],
    ['Experiments', String(Object.keys(report.experiments).length)],
    ['Their time together', formatSeconds(total)],
  ])}`;
}

const contents = (shown: readonly Experiment[]): string =>
  `<nav aria-label="Contents"><ol>${shown
    .map(({ key, title }) => `<li><a href="#${key}">${escape(title)}</a></li>`)
    .join('')}</ol></nav>`;

function environment({ environment: facts }: Report): string {
  const peak = facts.peakMemoryBytes;
  return `<h2>Made on</h2>${tiles([
    ['Threads', String(facts.threads)],
    ['Network trained on', facts.tensorBackend],
    ['Cross-origin isolated', facts.crossOriginIsolated ? 'yes' : 'no'],
    ...(peak === undefined ? [] : [['Peak memory', formatBytes(peak)] as const]),
  ])}<p><code>${escape(facts.userAgent)}</code></p>`;
}

/** The report as one file that opens anywhere: no script, no request, pictures inside. */
export function reportHtml(parts: ReportParts): string {
  const { report, pictures, runs } = parts;
  const has = (key: string): boolean =>
    key in report.experiments || pictures.some(({ experiment }) => experiment === key);
  const shown = experiments.filter(({ key }) => has(key));
  const sections = shown.map((experiment) => {
    const entry = report.experiments[experiment.key] ?? {};
    return experimentSection(experiment, {
      ...(Array.isArray(entry) ? { entry: {}, budget: parts.budget } : { entry }),
      classes: Object.keys(report.data.train.classCounts),
      pictures: pictures.filter((picture) => picture.experiment === experiment.key),
      runs: runs.filter((run) => run.experiment === experiment.key),
    });
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Fewlabels report: ${escape(
    report.data.train.name,
  )}</title><style>${REPORT_STYLE}</style></head><body>${header(parts)}${contents(shown)}${dataTable(report.data)}${sections.join(
    '',
  )}${environment(report)}</body></html>\n`;
}
