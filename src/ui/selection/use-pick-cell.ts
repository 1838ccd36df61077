import { useMemo } from 'react';
import type { RunResult } from '../../core/run';
import { rowsOfCell, verdictOf } from '../../core/verdict';
import type { ImageTable } from '../../data/dataset';
import { select } from '../../state/selection';
import type { PickCell } from '../results/confusion-table';

/** Selects the rows in a cell of a result's confusion matrix; undefined when its table is not open. */
export function usePickCell(
  result: RunResult,
  table: ImageTable | undefined,
): PickCell | undefined {
  return useMemo(() => {
    const labels = table?.labels;
    const verdict = verdictOf(result);
    if (!labels || !verdict) return undefined;
    const nameOf = (code: number) => table.classes[code] ?? String(code);
    return (truth, predicted) => {
      const rows = rowsOfCell(verdict, labels, truth, predicted);
      const taken = truth === predicted ? 'taken for it' : `taken for ${nameOf(predicted)}`;
      select(result, rows, `true ${nameOf(truth)}, ${taken}, in ${result.name}`);
    };
  }, [result, table]);
}
