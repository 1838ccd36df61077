import type { ResultValue } from '../core/run';
import type { PartialResult } from '../core/task';

/** How a map stood after an iteration. */
export interface Frame {
  iteration: number;
  /** Row-major (rows × dims). */
  coordinates: Float32Array | Float64Array;
}

/** How a map came about, from its first picture to its last. */
export interface EmbeddingHistory {
  dims: number;
  frames: readonly Frame[];
  /** Iterations at least between two frames; doubled whenever there are too many. */
  spacing: number;
}

const MOST_FRAMES = 60;
/** Enough to tell a story when each frame is large. */
const FEWEST_FRAMES = 12;
/** All 60 frames of 70,000 rows. */
const MOST_BYTES = 34 * 2 ** 20;

const mostFrames = (bytes: number): number =>
  Math.max(FEWEST_FRAMES, Math.min(MOST_FRAMES, Math.floor(MOST_BYTES / Math.max(1, bytes))));

/** Every second frame, the first among them. */
function thinned({ dims, frames }: EmbeddingHistory): EmbeddingHistory {
  const kept = frames.filter((_, i) => i % 2 === 0);
  return { dims, frames: kept, spacing: kept[1].iteration - kept[0].iteration };
}

/** The history with one more picture, if enough happened since the last; never more than a person would look at. */
export function withPartial(
  history: EmbeddingHistory | undefined,
  partial: PartialResult | undefined,
): EmbeddingHistory | undefined {
  if (partial?.kind !== 'coordinates') return history;
  const { dims, iteration, coordinates } = partial;
  const before = history ?? { dims, frames: [], spacing: 0 };
  const last = before.frames.at(-1);
  if (last && iteration - last.iteration < before.spacing) return before;
  const next = { ...before, frames: [...before.frames, { iteration, coordinates }] };
  return next.frames.length > mostFrames(coordinates.byteLength) ? thinned(next) : next;
}

/** By what a result holds, which a new name or a pin leaves as it is: a history ends with its result. */
const kept = new WeakMap<ResultValue, EmbeddingHistory>();

/** Keeps how a finished map came about, with the map itself as the last picture. */
export function keepHistory(value: ResultValue, history: EmbeddingHistory | undefined): void {
  if (!history || value.kind !== 'model' || value.model.kind !== 'embedding') return;
  const { coordinates, nIter = 0 } = value.model;
  const earlier = history.frames.filter(({ iteration }) => iteration < nIter);
  kept.set(value, { ...history, frames: [...earlier, { iteration: nIter, coordinates }] });
}

/** How a result's map came about; undefined for one that was not watched on this page, or came at once. */
export const historyOf = ({ value }: { value: ResultValue }): EmbeddingHistory | undefined =>
  kept.get(value);
