import { useMemo } from 'react';
import { placeIn } from '../../core/row-order';
import { verdictOf } from '../../core/verdict';
import type { RunResult } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import { useLab, useResults } from '../../state/lab';
import { usePageState } from '../../state/page-state';
import { randomRows, unsureRows, variedRows, type Suggestion } from '../../state/suggest-rows';
import { pointsOf } from '../../ui/scatter/points';

const COUNT = 24;

interface Draw {
  way: Suggestion;
  randomState: number;
  rows: readonly number[];
}

/** The images to label next: drawn when asked for, so that none moves while it is being labelled. */
export function useNextToLabel(table: ImageTable) {
  const { handLabels } = useLab();
  const results = useResults();
  const own = useMemo(
    () => results.filter((one) => one.table === 'train' && one.fingerprint === table.fingerprint),
    [results, table],
  );
  const map = own.findLast((one) => pointsOf(one) && one.rows.length === table.rows);
  const labelling = own.findLast(isLabelling);
  const draw = (way: Suggestion, randomState: number): Draw => {
    const { codes } = handLabels.store.getState();
    const wanted = { count: COUNT, has: (row: number) => codes.has(row), randomState };
    const all = () => Uint32Array.from({ length: table.rows }, (_, row) => row);
    const points = map && pointsOf(map);
    if (way === 'unsure' && labelling)
      return { way, randomState, rows: unsureRows(labelling, wanted) };
    if (way === 'varied' && map && points)
      return { way, randomState, rows: variedRows({ rows: map.rows, ...points }, wanted) };
    return { way: 'random', randomState, rows: randomRows(all(), wanted) };
  };
  const [kept, setKept] = usePageState<Draw | undefined>('semi.hand.draw', undefined);
  // What was drawn from another table is of no use.
  const fits = kept?.rows.every((row) => row < table.rows) ? kept : undefined;
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the first draw stands until another is asked for
  const first = useMemo(() => draw('random', 0), [table.fingerprint]);
  const { way, randomState, rows } = fits ?? first;
  const found = useMemo(() => labelling && foundBy(labelling), [labelling]);
  const ways: { value: Suggestion; label: string }[] = [
    { value: 'random', label: 'By chance' },
    ...(map ? [{ value: 'varied' as const, label: `All over ${map.name}` }] : []),
    ...(labelling ? [{ value: 'unsure' as const, label: `Least sure: ${labelling.name}` }] : []),
  ];
  return {
    // Its result may have been deleted since.
    way: ways.some(({ value }) => value === way) ? way : 'random',
    ways,
    rows,
    found,
    setWay: (next: Suggestion) => setKept(draw(next, randomState)),
    drawMore: () => setKept(draw(way, randomState + 1)),
  };
}

const isLabelling = ({ value }: RunResult): boolean =>
  value.kind === 'model' && value.model.kind === 'labelling';

/** The class that a labelling took a row for, −1 where none reached it. */
function foundBy(labelling: RunResult): ((row: number) => number) | undefined {
  const verdict = verdictOf(labelling);
  const { value } = labelling;
  if (!verdict?.classes || value.kind !== 'model' || value.model.kind !== 'labelling')
    return undefined;
  const { reached } = value.model;
  const { rows, classes } = verdict;
  const placeOf = placeIn(rows);
  return (row) => {
    const place = placeOf(row);
    return reached[place] ? classes[place] : -1;
  };
}
