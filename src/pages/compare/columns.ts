import { figures } from '../../core/figures';
import type { RunResult } from '../../core/run';
import { methods } from '../../methods/registry';
import {
  figureLabel,
  formatCount,
  formatFigure,
  formatParam,
  formatSeconds,
} from '../../ui/format';
import { pythonName } from '../../core/python';
import { figuresOf } from '../../core/result-figures';

export interface Column {
  key: string;
  title: string;
  /** What it is sorted by. */
  value: (result: RunResult) => string | number | undefined;
  text: (result: RunResult) => string;
  number: boolean;
}

const titleOf = (id: string): string => methods.find((method) => method.id === id)?.title ?? id;

/** Parameters that differ from their defaults: those that tell two runs apart. */
export function changedParams(result: RunResult): string {
  const specs = methods.find((method) => method.id === result.method)?.params ?? {};
  return Object.entries(result.params)
    .filter(([name, value]) => name !== 'randomState' && specs[name]?.default !== value)
    .map(([name, value]) => `${pythonName(name)}=${formatParam(value)}`)
    .join(', ');
}

const seedOf = ({ params }: RunResult): number | undefined =>
  typeof params.randomState === 'number' ? params.randomState : undefined;

const fixed: readonly Column[] = [
  { key: 'name', title: 'Result', value: (r) => r.name, text: (r) => r.name, number: false },
  {
    key: 'method',
    title: 'Method',
    value: (r) => titleOf(r.method),
    text: (r) => titleOf(r.method),
    number: false,
  },
  {
    key: 'params',
    title: 'Changed',
    value: changedParams,
    text: (r) => changedParams(r) || 'defaults',
    number: false,
  },
  {
    key: 'rows',
    title: 'Rows',
    value: (r) => r.rows.length,
    text: (r) => formatCount(r.rows.length),
    number: true,
  },
  {
    key: 'seed',
    title: 'Seed',
    value: seedOf,
    text: (r) => String(seedOf(r) ?? '–'),
    number: true,
  },
  {
    key: 'seconds',
    title: 'Time',
    value: (r) => r.seconds,
    text: (r) => formatSeconds(r.seconds),
    number: true,
  },
];

/** The figures worth a column here; the others are on the result's own card. */
const WANTED = [
  'accuracy',
  'accuracyOneToOne',
  'ari',
  'nmi',
  'trustworthiness',
  'neighborPreservation',
  'klDivergence',
  'explainedVarianceRatioSum',
  'reconstructionError',
  'inertia',
  'valAccuracy',
];

/** The columns that hold anything for these results. */
export function columnsFor(results: readonly RunResult[]): Column[] {
  const present = results.map(figuresOf);
  const own = WANTED.filter((name) => name in figures && present.some((one) => name in one));
  return [
    ...fixed,
    ...own.map((name): Column => ({
      key: name,
      title: figureLabel(name),
      value: (result) => figuresOf(result)[name],
      text: (result) => {
        const value = figuresOf(result)[name];
        return value === undefined ? '' : formatFigure(name, value);
      },
      number: true,
    })),
  ];
}

/** Missing values last, whichever way. */
export function sortBy(results: readonly RunResult[], column: Column, down: boolean): RunResult[] {
  const sign = down ? -1 : 1;
  return [...results].sort((a, b) => {
    const x = column.value(a);
    const y = column.value(b);
    if (x === undefined || y === undefined)
      return Number(x === undefined) - Number(y === undefined);
    return (
      sign *
      (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y)))
    );
  });
}
