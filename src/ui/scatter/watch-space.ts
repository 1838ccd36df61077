import { isStill } from '../plots/plot-events';
import type { Place } from './outline';

/** What a pointer over a space means to it; places are pixels from the corner of the view. */
export interface SpaceWishes {
  onHover: (place: Place, event: PointerEvent) => void;
  onLeave: () => void;
  onClick: (place: Place, event: PointerEvent) => void;
}

/**
 * Watches the pointer over a space, which Plotly turns and zooms: a press that ends where it began is a click.
 *
 * @returns what ends the watch
 */
export function watchSpace(
  plot: HTMLElement,
  latest: { readonly current: SpaceWishes },
): () => void {
  let pressed: PointerEvent | undefined;
  const placeOf = ({ target, clientX, clientY }: PointerEvent): Place | undefined => {
    if (!(target instanceof HTMLCanvasElement)) return undefined;
    const { left, top } = target.getBoundingClientRect();
    return [clientX - left, clientY - top];
  };
  const onMove = (event: PointerEvent): void => {
    const place = event.buttons === 0 ? placeOf(event) : undefined;
    if (place) latest.current.onHover(place, event);
    else latest.current.onLeave();
  };
  const onUp = (event: PointerEvent): void => {
    const from = pressed;
    pressed = undefined;
    const place = placeOf(event);
    if (!from || !place) return;
    if (isStill(event.clientX - from.clientX, event.clientY - from.clientY))
      latest.current.onClick(place, event);
  };
  const watch = new AbortController();
  const options = { signal: watch.signal, capture: true };
  plot.addEventListener('pointermove', onMove, options);
  plot.addEventListener('pointerdown', (event) => (pressed = event), options);
  plot.addEventListener('pointerup', onUp, options);
  plot.addEventListener('pointerleave', () => latest.current.onLeave(), { signal: watch.signal });
  return () => watch.abort();
}
