import { useMemo } from 'react';
import { sameRows, sameRowsInAnyOrder } from '../../core/row-order';
import type { RunResult } from '../../core/run';
import { useHandLabels, useResults, useTableOf } from '../../state/lab';
import { coloringsFor, handColoring } from './coloring';
import { isMap, pointsOf } from './points';
import { ScatterView } from './scatter-view';

interface Props {
  result: RunResult;
  /** Key of the colouring to begin with. */
  coloring?: string;
  height?: number;
}

/** The picture of a map alone, colourable by everything known of its rows. */
export function EmbeddingScatter({ result, coloring, height }: Props) {
  const table = useTableOf(result);
  const results = useResults();
  const { codes } = useHandLabels();
  const found = useMemo(() => coloringsFor(result, results, table), [result, results, table]);
  const byHand = useMemo(
    () =>
      table && result.table === 'train' && codes.size > 0
        ? handColoring(result.rows, codes, table.classes)
        : undefined,
    [result, codes, table],
  );
  const colorings = useMemo(() => (byHand ? [...found, byHand] : found), [found, byHand]);
  const points = pointsOf(result);
  if (!points) return null;
  return (
    <ScatterView
      title={result.name}
      points={points}
      rows={result.rows}
      source={result}
      table={table}
      colorings={colorings}
      initialColoring={coloring}
      height={height}
    />
  );
}

/**
 * A map of the very rows a result is about: what it started from, else the newest of the same rows, in 2-D if there is one;
 * one of the same order before any other.
 */
export function mapFor(result: RunResult, results: readonly RunResult[]): RunResult | undefined {
  const all = results.filter((other) => other.fingerprint === result.fingerprint && isMap(other));
  const ordered = all.filter((other) => sameRows(other.rows, result.rows));
  const maps =
    ordered.length > 0
      ? ordered
      : all.filter((other) => sameRowsInAnyOrder(other.rows, result.rows));
  const { input } = result.spec;
  const source = input.from === 'result' ? maps.find((map) => map.id === input.result) : undefined;
  return source ?? maps.findLast((map) => pointsOf(map)?.dims === 2) ?? maps.at(-1);
}
