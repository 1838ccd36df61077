import { setPageState } from './page-state';
import { goAndRun } from './page-run';

/** Draws the open images by the method that shows groups best: Reduce's own form, filled and run. */
export function drawMap(): void {
  setPageState('reduce.method', 'tsne');
  setPageState('reduce.source', 'pixels');
  goAndRun('reduce');
}
