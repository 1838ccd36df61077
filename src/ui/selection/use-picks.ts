import { useMemo } from 'react';
import { maskOf, useSelectionOf, type RowSource } from '../../state/selection';
import type { Picks, ScatterFigure } from '../figures/scatter';

/** What is selected of the rows that a picture shows. */
export interface Picked {
  /** Selected rows of the whole table. */
  selected: number;
  /** Those among the points of the picture. */
  here: number;
  isPicked: (point: number) => boolean;
  /** By trace; undefined when none is here: a picture without any of them is not faded. */
  picks: Picks | undefined;
}

/** @param rows table row behind each point of the picture */
export function usePicks(
  source: RowSource,
  rows: Uint32Array,
  figure: Pick<ScatterFigure, 'indices'>,
): Picked | undefined {
  const selection = useSelectionOf(source);
  return useMemo(() => {
    if (!selection) return undefined;
    const mask = maskOf(selection);
    const isPicked = (point: number) => mask[rows[point]] === 1;
    let here = 0;
    for (let point = 0; point < rows.length; point++) if (isPicked(point)) here++;
    const picks = here > 0 ? figure.indices.map((list) => picksOf(list, isPicked)) : undefined;
    return { selected: selection.rows.length, here, isPicked, picks };
  }, [selection, rows, figure]);
}

function picksOf(list: Int32Array, isPicked: Picked['isPicked']): number[] {
  const picks: number[] = [];
  for (let i = 0; i < list.length; i++) if (isPicked(list[i])) picks.push(i);
  return picks;
}
