import type { Frame } from '../../engine/embedding-history';

/** A map at a place among frames: part of the way from one to the next where it is no whole number. */
export function between(frames: readonly Frame[], place: number): Float32Array | Float64Array {
  const index = Math.floor(place);
  const from = frames[index].coordinates;
  const share = place - index;
  if (share === 0 || index + 1 >= frames.length) return from;
  const to = frames[index + 1].coordinates;
  const way = new Float32Array(from.length);
  for (let i = 0; i < way.length; i++) way[i] = from[i] + share * (to[i] - from[i]);
  return way;
}

/** Where an iteration lies among frames: a whole number at one of them, a part more between it and the next. */
export function placeOf(frames: readonly Frame[], iteration: number): number {
  const next = frames.findIndex((frame) => frame.iteration > iteration);
  if (next <= 0) return next < 0 ? frames.length - 1 : 0;
  const from = frames[next - 1].iteration;
  return next - 1 + (iteration - from) / (frames[next].iteration - from);
}
