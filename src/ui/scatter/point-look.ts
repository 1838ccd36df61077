import { usePageState } from '../../state/page-state';
import type { PointLook } from '../plots/figures/scatter';

/** How points are shown in all pictures. */
export interface ScatterLook extends PointLook {
  /** Images in place of points, where a picture is flat. */
  thumbnails?: boolean;
}

const AUTOMATIC: ScatterLook = {};

/** The same for all pictures, as what dragging does is. */
export const useScatterLook = () => usePageState<ScatterLook>('scatter.look', AUTOMATIC);
