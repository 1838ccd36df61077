import type { PlotlyHTMLElement, PlotMouseEvent } from 'plotly.js';
import type { SelectHow } from '../../state/selection';
import type { Camera } from './plotly';

export interface PlotEvents {
  onClick?(event: PlotMouseEvent): void;
  /** The camera of a space moves, or rests where it is then. */
  onCamera?(moving: boolean, camera: Camera | undefined): void;
}

type Emitter = PlotlyHTMLElement & { flListening?: boolean };

/** As in other programs: Shift adds to what is selected, Alt takes away. */
export const howOf = ({ shiftKey, altKey }: MouseEvent): SelectHow =>
  shiftKey ? 'add' : altKey ? 'remove' : 'replace';

/** A pointer that moved less between pressing and letting go was a click, not a drag. */
const STILL = 4;

/** Whether these are one click, by pixels across and down. */
export const isStill = (across: number, down: number): boolean => Math.hypot(across, down) < STILL;

const cameraOf = (event: object): Camera | undefined =>
  (event as { 'scene.camera'?: Camera })['scene.camera'];

/** Passes a plot's events on, once for each plot. */
export function listen(element: Emitter, latest: { readonly current: PlotEvents }): void {
  if (element.flListening) return;
  element.flListening = true;
  element.on('plotly_click', (event) => latest.current.onClick?.(event));
  element.on('plotly_relayouting', (event) => latest.current.onCamera?.(true, cameraOf(event)));
  element.on('plotly_relayout', (event) => latest.current.onCamera?.(false, cameraOf(event)));
}
