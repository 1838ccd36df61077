import type { RunResult } from '../../core/run';
import type { Points } from '../plots/figures/scatter';

const cache = new WeakMap<object, Points>();

/** Coordinates of a result that has them: an embedding, or features. The same object each time for the same result. */
export function pointsOf(result: RunResult): Points | undefined {
  const { value } = result;
  const known = cache.get(value);
  if (known) return known;
  let points: Points | undefined;
  if (value.kind === 'model' && value.model.kind === 'embedding') {
    points = { coordinates: value.model.coordinates, dims: value.model.dims };
  } else if (value.kind === 'features') {
    points = { coordinates: value.X.data, dims: value.X.cols };
  }
  if (points) cache.set(value, points);
  return points;
}

/** Whether a result can be drawn as a scatter: two or three axes. */
export const isMap = (result: RunResult): boolean => {
  const dims = pointsOf(result)?.dims;
  return dims === 2 || dims === 3;
};

/** Whether another method can start from a result's numbers. */
export const isInput = (result: RunResult): boolean => pointsOf(result) !== undefined;
