import { failure, success, toFailure, ExpectedFailure, type Outcome } from '../../core/failure';
import { lineageOf } from '../../core/lineage';
import type { RunResult } from '../../core/run';
import type { Dataset } from '../../data/dataset';
import type { Cell } from './cell';
import { helpersFor } from './helpers';
import { readTables } from './read-tables';
import { stepOfResult, type Step } from './step';

export interface PythonSource {
  title: string;
  /** Version of the lab. */
  version: string;
  dataset: Dataset;
  /** What is wanted; what these start from comes along. */
  wanted: readonly RunResult[];
  all: readonly RunResult[];
}

type Form = 'script' | 'notebook';

/** The cells of an export in order: what it is, imports and functions, data, one cell for each run. */
function cellsOf({ title, version, dataset, wanted, all }: PythonSource, form: Form): Cell[] {
  const { chain, orphans } = lineageOf(wanted, all);
  if (orphans.length > 0)
    throw new ExpectedFailure(
      'badInput',
      `${orphans.map(({ name }) => name).join(', ')} cannot be exported: what it starts from was deleted.`,
    );
  const number = new Map(chain.map(({ id }, i) => [id, i + 1]));
  const stepOf = (id: string): number => number.get(id) as number;
  const hasBudget = (k: number): boolean => chain[k - 1].labelledCount !== undefined;
  const steps: Step[] = chain.map((result, i) =>
    stepOfResult({ result, k: i + 1, dataset, stepOf, hasBudget }),
  );
  const withTest = chain.some(({ table }) => table === 'test');
  const tables = readTables(dataset, withTest, form === 'script');
  const body = steps.map(({ cell }) =>
    form === 'notebook' && cell.drawing ? { ...cell, code: `${cell.code}\n${cell.drawing}` } : cell,
  );
  const definitions = [...new Set(steps.flatMap((step) => step.definitions))];
  const helpers = helpersFor([...body.map(({ code }) => code), ...definitions].join('\n'));
  const parts = [tables, ...helpers, ...steps];
  const packages = sorted(['numpy', ...parts.flatMap((part) => part.packages)]);
  const imports = sorted(['import numpy as np', ...parts.flatMap((part) => part.imports)]);
  const usage =
    form === 'script'
      ? `\n\nRun it with \`python3 <this file> ${dataset.train.fileName}${withTest ? ` ${dataset.test?.fileName}` : ''}\`.`
      : '';
  return [
    {
      text: `# ${title}\n\nWritten by Fewlabels ${version}: what was run there, with the same parameters, seeds and rows.\n\nNeeds Python 3.9 or later and \`pip install ${packages.join(' ')}\`.${usage} Figures are printed beside those of Fewlabels.`,
    },
    {
      text: '',
      code: [
        [...imports.filter(isPlainImport), ...imports.filter((line) => !isPlainImport(line))].join(
          '\n',
        ),
        ...definitions,
        ...helpers.map(({ source }) => source),
      ]
        .map((part) => part.trimEnd())
        .join('\n\n\n'),
    },
    tables.cell,
    ...body,
  ];
}

const isPlainImport = (line: string): boolean => line.startsWith('import ');
const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

function exported(
  source: PythonSource,
  form: Form,
  write: (cells: Cell[]) => string,
): Outcome<string> {
  try {
    return success(write(cellsOf(source, form)));
  } catch (thrown) {
    return thrown instanceof ExpectedFailure
      ? { ok: false, error: toFailure(thrown) }
      : failure('bug', toFailure(thrown).message);
  }
}

const commented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `# ${line.replaceAll('`', '')}`.trimEnd())
    .join('\n');

/** A script that runs from a command line. */
export const pythonScript = (source: PythonSource): Outcome<string> =>
  exported(source, 'script', (cells) => {
    const parts = cells.map(({ text, code }) =>
      [text && commented(text), code ?? ''].filter(Boolean).join('\n'),
    );
    return `${parts.join('\n\n\n')}\n`;
  });

const notebookLines = (text: string): string[] =>
  text.split('\n').map((line, i, all) => (i < all.length - 1 ? `${line}\n` : line));

/** The same as a Jupyter notebook (nbformat 4.5), with a picture of each map. */
export const pythonNotebook = (source: PythonSource): Outcome<string> =>
  exported(source, 'notebook', (cells) => {
    let id = 0;
    const next = (): string => `cell-${++id}`;
    const notebookCells = cells.flatMap(({ text, code }) => [
      ...(text
        ? [{ cell_type: 'markdown', id: next(), metadata: {}, source: notebookLines(text) }]
        : []),
      ...(code
        ? [
            {
              cell_type: 'code',
              id: next(),
              metadata: {},
              execution_count: null,
              outputs: [],
              source: notebookLines(code),
            },
          ]
        : []),
    ]);
    const notebook = {
      cells: notebookCells,
      metadata: {
        kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
        language_info: { name: 'python' },
      },
      nbformat: 4,
      nbformat_minor: 5,
    };
    return `${JSON.stringify(notebook, null, 1)}\n`;
  });
