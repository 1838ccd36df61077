import type { ImageTable } from '../../data/dataset';
import type { SelectHow } from '../../state/selection';
import type { Coloring } from './coloring';
import type { Points } from '../plots/figures/scatter';
import type { ScatterLook } from './point-look';

/** What a flat picture and one in space have in common. */
export interface PictureProps {
  title: string;
  description: string;
  points: Points;
  /** Table row behind each point. */
  rows: Uint32Array;
  /** Undefined when the table is not open any more: then nothing can be selected, and no image shown. */
  table: ImageTable | undefined;
  coloring: Coloring | undefined;
  look: ScatterLook;
  /** Undefined when none of the points is selected. */
  isPicked: ((point: number) => boolean) | undefined;
  onPick: (points: readonly number[], how: SelectHow, origin: string) => void;
  height: number;
}
