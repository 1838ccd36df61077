import type { Experiment, PublishedFigure } from './experiment';
import { experiments } from './experiments';
import type { Report } from './report';

/** A picture of the report, as a PNG data URL. */
export interface ReportPlot {
  experiment: string;
  name: string;
  title: string;
  png: string;
}

const escape = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c,
  );

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') {
    return Number.isInteger(value)
      ? value.toLocaleString('en')
      : String(Number(value.toPrecision(6)));
  }
  return escape(typeof value === 'string' ? value : JSON.stringify(value));
};

const table = (header: string[], rows: unknown[][]): string =>
  `<div class="wide"><table><thead><tr>${header.map((cell) => `<th scope="col">${escape(cell)}</th>`).join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${shown(cell)}</td>`).join('')}</tr>`)
    .join('')}</tbody></table></div>`;

const pairs = (value: Record<string, unknown>): string =>
  `<dl>${Object.entries(value)
    .map(([name, entry]) => `<div><dt>${escape(name)}</dt><dd>${shown(entry)}</dd></div>`)
    .join('')}</dl>`;

const columnsOf = (rows: Record<string, unknown>[]): string[] => [
  ...new Set(rows.flatMap((row) => Object.keys(row))),
];

/** A nested value by its form: matrices and lists of records as tables, records of records too. */
function nested(name: string, value: unknown): string {
  const title = `<h3>${escape(name)}</h3>`;
  if (Array.isArray(value) && value.length && Array.isArray(value[0])) {
    const width = (value[0] as unknown[]).length;
    return (
      title +
      table(
        ['', ...Array.from({ length: width }, (_, i) => String(i))],
        value.map((row, i) => [i, ...(row as unknown[])]),
      )
    );
  }
  if (Array.isArray(value) && value.length && isPlain(value[0])) {
    const records = value as Record<string, unknown>[];
    const columns = columnsOf(records);
    return (
      title +
      table(
        ['', ...columns],
        records.map((record, i) => [i + 1, ...columns.map((c) => record[c])]),
      )
    );
  }
  if (Array.isArray(value)) return `${title}<p>${value.map(shown).join(', ')}</p>`;
  const record = value as Record<string, unknown>;
  const inner = Object.entries(record).filter((entry): entry is [string, Record<string, unknown>] =>
    isPlain(entry[1]),
  );
  if (!inner.length) return title + pairs(record);
  const columns = columnsOf(inner.map(([, row]) => row));
  return (
    title +
    table(
      ['', ...columns],
      inner.map(([key, row]) => [key, ...columns.map((c) => row[c])]),
    )
  );
}

const besides = (published: readonly PublishedFigure[], entry: Record<string, unknown>): string =>
  published.length
    ? table(
        ['Figure', 'This run', 'Notebook', 'scikit-learn 1.2.1'],
        published.map(({ figure, notebook, sklearn }) => [
          figure,
          figureOf(entry, figure),
          notebook,
          sklearn,
        ]),
      )
    : '';

/** A figure of a report entry; the last epoch's for a network. */
export function figureOf(entry: Record<string, unknown>, figure: string): unknown {
  if (figure in entry) return entry[figure];
  const { epochs } = entry;
  return Array.isArray(epochs)
    ? (epochs.at(-1) as Record<string, unknown> | undefined)?.[figure]
    : undefined;
}

function section(
  experiment: Experiment,
  entry: Record<string, unknown>,
  plots: readonly ReportPlot[],
): string {
  const flat = Object.fromEntries(
    Object.entries(entry).filter(([, value]) => typeof value !== 'object' || value === null),
  );
  const deep = Object.entries(entry).filter(
    ([, value]) => typeof value === 'object' && value !== null,
  );
  const pictures = plots
    .filter((plot) => plot.experiment === experiment.key)
    .map(
      ({ title, png }) =>
        `<figure><img src="${png}" alt="${escape(title)}"><figcaption>${escape(title)}</figcaption></figure>`,
    )
    .join('');
  return `<section id="${experiment.key}"><h2>${experiment.number}. ${escape(experiment.title)}</h2><p>${escape(experiment.sentence)}</p>${besides(
    experiment.published,
    entry,
  )}${pictures}${pairs(flat)}${deep.map(([name, value]) => nested(name, value)).join('')}</section>`;
}

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.55 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
h1{margin-bottom:0}h2{margin-top:2.5rem;border-bottom:1px solid #8886;padding-bottom:.25rem}h3{font-size:1rem;margin:1.25rem 0 .25rem}
.wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9rem}th,td{padding:.25rem .6rem;text-align:right;border-bottom:1px solid #8884}
th:first-child,td:first-child{text-align:left}dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.5rem 1.5rem}
dt{font-size:.8rem;opacity:.75}dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}figure{margin:1rem 0}img{max-width:100%;height:auto;background:#fff}
figcaption{font-size:.85rem;opacity:.75}@media print{section{break-inside:avoid-page}}`;

/** The report as one file that opens anywhere: no script, no request, pictures inside. */
export function reportHtml(report: Report, plots: readonly ReportPlot[]): string {
  const sections = experiments
    .filter(({ key }) => key in report.experiments || plots.some((plot) => plot.experiment === key))
    .map((experiment) => section(experiment, report.experiments[experiment.key] ?? {}, plots));
  const { train, test } = report.data;
  const data = [train, ...(test ? [test] : [])].map((one) =>
    nested(one.name, { ...one, classCounts: undefined }),
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Fewlabels report: ${escape(
    train.name,
  )}</title><style>${STYLE}</style></head><body><h1>Fewlabels report</h1><p>${escape(train.name)}${test ? ` and ${escape(test.name)}` : ''}, Fewlabels ${escape(
    report.app.version,
  )}</p>${data.join('')}${nested('Images per class', train.classCounts)}${sections.join('')}<h2>Environment</h2>${pairs(
    report.environment,
  )}</body></html>\n`;
}
