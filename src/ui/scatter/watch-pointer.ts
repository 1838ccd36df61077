import type { SelectHow } from '../../state/selection';
import { howOf, isStill } from '../plots/plot-events';
import type { DragMode } from './scatter-mode';
import { boxBetween, type Outline, type Place } from './outline';

/** What a pointer over a flat plot means to it; places are pixels from the corner of the view. */
export interface PointerWishes {
  mode: DragMode;
  onHover: (place: Place, event: PointerEvent) => void;
  onLeave: () => void;
  onClick: (place: Place, event: PointerEvent) => void;
  onDoubleClick: () => void;
  /** While something is drawn round points; undefined when that ends. */
  onDrawing: (outline: Outline | undefined) => void;
  onDrawn: (outline: Outline, how: SelectHow) => void;
}

/** Places of a lasso are this far apart. */
const STEP = 3;

const draws = (mode: DragMode): boolean => mode === 'select' || mode === 'lasso';

const distance = ([x0, y0]: Place, [x1, y1]: Place): number => Math.hypot(x1 - x0, y1 - y0);

/**
 * Watches the pointer over a flat plot. Plotly moves and zooms it; hovering, clicking and drawing round points are ours: its
 * own selecting draws all points anew with every movement.
 *
 * @returns what ends the watch
 */
export function watchPointer(
  plot: HTMLElement,
  latest: { readonly current: PointerWishes },
): () => void {
  let pressed: { place: Place; path: Place[]; how: SelectHow; moved: boolean } | undefined;
  const areaOf = ({ target }: Event): Element | undefined =>
    target instanceof Element && target.classList.contains('nsewdrag') && plot.contains(target)
      ? target
      : undefined;
  const placeOf = ({ clientX, clientY }: MouseEvent): Place => {
    const { left, top } = (plot.querySelector('.nsewdrag') ?? plot).getBoundingClientRect();
    return [clientX - left, clientY - top];
  };
  const outlineOf = (place: Place): Outline =>
    pressed && latest.current.mode === 'select'
      ? boxBetween(pressed.place, place)
      : (pressed?.path ?? []);
  const drop = (): void => {
    pressed = undefined;
    latest.current.onDrawing(undefined);
  };

  const onDown = (event: PointerEvent): void => {
    pressed = undefined;
    if (!areaOf(event) || event.button !== 0) return;
    const place = placeOf(event);
    pressed = { place, path: [place], how: howOf(event), moved: false };
  };
  const onMove = (event: PointerEvent): void => {
    const { mode, onHover, onDrawing } = latest.current;
    if (!pressed) {
      if (areaOf(event)) onHover(placeOf(event), event);
      return;
    }
    const place = placeOf(event);
    const [x, y] = pressed.place;
    pressed.moved ||= !isStill(place[0] - x, place[1] - y);
    if (!pressed.moved) return;
    latest.current.onLeave();
    if (!draws(mode)) return;
    if (distance(place, pressed.path[pressed.path.length - 1]) >= STEP) pressed.path.push(place);
    onDrawing(outlineOf(place));
  };
  const onUp = (event: PointerEvent): void => {
    if (!pressed) return;
    const { mode, onClick, onDrawn } = latest.current;
    const { place, how, moved } = pressed;
    const outline = outlineOf(placeOf(event));
    drop();
    if (!moved) onClick(place, event);
    else if (draws(mode)) onDrawn(outline, how);
  };
  const onOut = (event: PointerEvent): void => {
    if (!pressed && areaOf(event)) latest.current.onLeave();
  };
  /** Plotly would move the picture, and the browser select text. */
  const keepFromPlotly = (event: Event): void => {
    if (!draws(latest.current.mode) || !areaOf(event)) return;
    event.stopImmediatePropagation();
    if (event.type === 'mousedown') event.preventDefault();
  };
  const onDouble = (event: Event): void => {
    if (draws(latest.current.mode) && areaOf(event)) latest.current.onDoubleClick();
  };
  const onKey = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape' && pressed) drop();
  };

  const watch = new AbortController();
  const { signal } = watch;
  const early = { signal, capture: true };
  plot.addEventListener('pointerdown', onDown, early);
  plot.addEventListener('pointerout', onOut, { signal });
  plot.addEventListener('mousedown', keepFromPlotly, early);
  plot.addEventListener('touchstart', keepFromPlotly, early);
  plot.addEventListener('dblclick', onDouble, early);
  // Beyond the plot's edge too, and over the cover that Plotly lays on the page while it drags.
  globalThis.addEventListener('pointermove', onMove, { signal });
  globalThis.addEventListener('pointerup', onUp, { signal });
  globalThis.addEventListener('pointercancel', drop, { signal });
  globalThis.addEventListener('keydown', onKey, { signal });
  return () => watch.abort();
}
