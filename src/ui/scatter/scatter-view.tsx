import { useState } from 'react';
import type { ImageTable } from '../../data/dataset';
import { select, type RowSource, type SelectHow } from '../../state/selection';
import type { Coloring } from './coloring';
import { markerOpacity, markerSize, type Points } from '../plots/figures/scatter';
import { formatCount } from '../format';
import { ScatterTable } from './scatter-table';
import { ScatterToolbar } from './scatter-toolbar';
import { FlatPicture } from './flat-picture';
import { useScatterLook } from './point-look';
import { SpacePicture } from './space-picture';
import { usePicks } from '../selection/use-picks';

interface Props {
  title: string;
  points: Points;
  /** Table row behind each point. */
  rows: Uint32Array;
  /** The table of these rows, and the result that placed them. */
  source: RowSource;
  /** Undefined when the table is not open any more: then nothing can be selected. */
  table: ImageTable | undefined;
  colorings: readonly Coloring[];
  /** Key of the colouring to begin with. */
  initialColoring?: string;
  height?: number;
}

/**
 * Scatter in two or three dimensions: coloured by what is known of the rows, the image under the pointer shown, the
 * page's selection standing out, and a place to change it.
 */
export function ScatterView({
  title,
  points,
  rows,
  source,
  table,
  colorings,
  initialColoring,
  height = 480,
}: Props) {
  const [key, setKey] = useState(initialColoring);
  const [look] = useScatterLook();
  const coloring = colorings.find((each) => each.key === key) ?? colorings[0];
  const count = rows.length;
  const { dims } = points;
  const isFlat = dims < 3;
  const picked = usePicks(source, rows);
  const pick = (chosen: readonly number[], how: SelectHow, origin: string) =>
    table &&
    select(
      source,
      chosen.map((point) => rows[point]),
      origin,
      how,
    );
  const pickGroup = table
    ? (members: readonly number[], name: string) =>
        pick(members, 'replace', `${coloring?.title ?? 'All'}: ${name}, in ${title}`)
    : undefined;
  const picture = {
    title,
    description: `${title}: scatter plot in ${dims} dimensions of ${formatCount(count)} rows${coloring ? `, coloured by ${coloring.title}` : ''}. The table below it tells where each group lies.`,
    points,
    rows,
    table,
    coloring,
    look,
    isPicked: picked?.isPicked,
    onPick: pick,
    height,
  };
  return (
    <div>
      <ScatterToolbar
        colorings={colorings}
        coloring={coloring}
        onColoring={setKey}
        isFlat={isFlat}
        automatic={{ size: markerSize(count, dims), opacity: markerOpacity(dims) }}
        hasImages={isFlat && table !== undefined}
        picked={picked}
        onSelect={pickGroup}
      />
      {isFlat ? (
        <FlatPicture {...picture} />
      ) : (
        <SpacePicture {...picture} name={source.id ?? title} />
      )}
      <ScatterTable
        points={points}
        coloring={coloring}
        isPicked={picked?.isPicked}
        onSelect={pickGroup}
      />
    </div>
  );
}
