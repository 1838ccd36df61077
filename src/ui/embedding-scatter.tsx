import { useMemo } from 'react';
import type { RunResult } from '../core/run';
import { useResults, useTableOf } from '../state/lab';
import { coloringsFor, sameRows } from './coloring';
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
  const colorings = useMemo(() => coloringsFor(result, results, table), [result, results, table]);
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

/** A map of the very rows a result is about: what it started from, else the newest of the same rows, in 2-D if there is one. */
export function mapFor(result: RunResult, results: readonly RunResult[]): RunResult | undefined {
  const maps = results.filter(
    (other) =>
      other.fingerprint === result.fingerprint && isMap(other) && sameRows(other.rows, result.rows),
  );
  const { input } = result.spec;
  const source = input.from === 'result' ? maps.find((map) => map.id === input.result) : undefined;
  return source ?? maps.findLast((map) => pointsOf(map)?.dims === 2) ?? maps.at(-1);
}
