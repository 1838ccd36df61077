import { figures } from '../../core/figures';
import { figuresOf } from '../../core/result-figures';
import type { RunResult } from '../../core/run';
import type { Csv } from '../../ui/results/evaluation-csv';

/** Every result with its settings and every figure that any of them has, unrounded. */
export function comparisonCsv(results: readonly RunResult[]): Csv {
  const rows = results.map((result) => ({ result, own: figuresOf(result) }));
  const known = Object.keys(figures).filter((name) => rows.some(({ own }) => name in own));
  return {
    header: ['name', 'method', 'params', 'input', 'rows', 'seconds', 'threads', ...known],
    rows: rows.map(({ result, own }) => [
      result.name,
      result.method,
      JSON.stringify(result.params),
      JSON.stringify(result.spec.input),
      result.rows.length,
      result.seconds,
      result.threads,
      ...known.map((name) => own[name] ?? ''),
    ]),
  };
}
