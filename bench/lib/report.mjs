// Results as lines on the terminal and as Markdown.

export const count = (rows) => rows.toLocaleString('en');
/** Seconds; less than a tenth of one as milliseconds. */
export const seconds = (value) => {
  if (value === undefined) return '';
  if (value < 0.1) return `${(value * 1000).toPrecision(3)} ms`;
  return value < 10 ? value.toFixed(2) : value.toFixed(1);
};
/** A time with its unit. */
export const duration = (value) => (value < 0.1 ? seconds(value) : `${seconds(value)} s`);
export const figure = (value) => {
  if (value === undefined) return '–';
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : value.slice(0, 12);
};
const spread = ({ seconds: all }) => `${seconds(Math.min(...all))} – ${seconds(Math.max(...all))}`;
export const mebibytes = (bytes) => (bytes ? `${Math.round(bytes / 2 ** 20)} MiB` : '');

export const columns = [
  'step',
  'rows',
  'ours, s (median)',
  'foretold by the page',
  'min – max',
  'reference, s',
  'ratio',
  'target',
  'quality: ours · reference',
  'memory: ours · reference',
];

/** One row of the table, in the order of `columns`. */
export function rowOf({ title, rows, ours, reference, ratio, target }, quality) {
  const figures = quality.map((name) => {
    const theirs =
      reference && name in reference.figures ? ` · ${figure(reference.figures[name])}` : '';
    return `${name} ${figure(ours.figures[name])}${theirs}`;
  });
  return [
    title,
    rows === undefined ? '' : count(rows),
    seconds(ours.median),
    ours.foretold ? duration(ours.foretold.seconds) : '',
    spread(ours),
    reference ? seconds(reference.median) : '',
    ratio === undefined ? '' : `${ratio.toFixed(1)}×`,
    target === undefined ? '' : `≥ ${target}×`,
    figures.join('; '),
    [mebibytes(ours.memory), mebibytes(reference?.memory)].filter(Boolean).join(' · '),
  ];
}

export function markdownTable(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function machineLine(
  { processor, cores, memoryGiB, system, node, commit, date },
  browser,
  reference,
) {
  const versions = reference
    ? `; ${Object.entries(reference.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', ')} (${reference.libraries.join(', ')})`
    : '';
  return `${date}, commit ${commit}: ${processor}, ${cores} cores, ${memoryGiB} GiB; ${system}; Node ${node}; Chromium ${browser}${versions}.`;
}
