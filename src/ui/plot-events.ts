import type {
  Layout,
  PlotHoverEvent,
  PlotlyHTMLElement,
  PlotMouseEvent,
  PlotSelectionEvent,
} from 'plotly.js';
import type { SelectHow } from '../state/selection';

export interface PlotEvents {
  onHover?(event: PlotHoverEvent): void;
  onUnhover?(): void;
  onClick?(event: PlotMouseEvent): void;
  /** Points were drawn round, at least one. */
  onSelect?(event: PlotSelectionEvent, how: SelectHow): void;
  /** A double click while points can be drawn round. */
  onDeselect?(): void;
  onCamera?(moving: boolean): void;
}

type Emitter = PlotlyHTMLElement & { flListening?: boolean };

/** As in other programs: Shift adds to what is selected, Alt takes away. */
export const howOf = ({ shiftKey, altKey }: MouseEvent): SelectHow =>
  shiftKey ? 'add' : altKey ? 'remove' : 'replace';

/**
 * Passes a plot's events on, once for each plot.
 *
 * @param onOutlined called when Plotly has drawn an outline and faded points by itself
 */
export function listen(
  element: Emitter,
  latest: { readonly current: PlotEvents },
  onOutlined: () => void,
): void {
  if (element.flListening) return;
  element.flListening = true;
  let how: SelectHow = 'replace';
  element.addEventListener('mousedown', (event) => (how = howOf(event)), true);
  element.on('plotly_hover', (event) => latest.current.onHover?.(event));
  element.on('plotly_unhover', () => latest.current.onUnhover?.());
  element.on('plotly_click', (event) => latest.current.onClick?.(event));
  element.on('plotly_selected', (event?: PlotSelectionEvent) => {
    if (event?.points.length) latest.current.onSelect?.(event, how);
    // A click says that it selected too, without an outline.
    const { selections } = element.layout as Partial<Layout> & { selections?: unknown[] };
    if (selections?.length) onOutlined();
  });
  element.on('plotly_deselect', () => {
    latest.current.onDeselect?.();
    onOutlined();
  });
  element.on('plotly_relayouting', () => latest.current.onCamera?.(true));
  element.on('plotly_relayout', () => latest.current.onCamera?.(false));
}
