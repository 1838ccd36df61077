import { useMemo } from 'react';
import { maskOf, useSelectionOf, type RowSource } from '../../state/selection';

/** What is selected of the rows that a picture shows. */
export interface Picked {
  /** Selected rows of the whole table. */
  selected: number;
  /** Those among the points of the picture. */
  here: number;
  /** Undefined when none is here: a picture without any of them is not faded. */
  isPicked: ((point: number) => boolean) | undefined;
}

/** @param rows table row behind each point of the picture */
export function usePicks(source: RowSource, rows: Uint32Array): Picked | undefined {
  const selection = useSelectionOf(source);
  return useMemo(() => {
    if (!selection) return undefined;
    const mask = maskOf(selection);
    let here = 0;
    for (const row of rows) if (mask[row] === 1) here++;
    const isPicked = here > 0 ? (point: number) => mask[rows[point]] === 1 : undefined;
    return { selected: selection.rows.length, here, isPicked };
  }, [selection, rows]);
}
