import { expect, it } from 'vitest';
import { matrix } from './matrix';
import { standardise } from './standardise';
import { runToEnd } from './task';

it('standardises as StandardScaler does, constant columns to 0', () => {
  // StandardScaler().fit_transform([[1, 2, 3, 40], [3, 2, 5, 60], [8, 2, 7, 80]])
  const X = matrix(Uint8Array.of(1, 2, 3, 40, 3, 2, 5, 60, 8, 2, 7, 80), 3, 4);
  const { data, scale } = runToEnd(standardise(X));
  const expected = [
    [-1.019049, 0, -1.224745, -1.224745],
    [-0.339683, 0, 0, 0],
    [1.358732, 0, 1.224745, 1.224745],
  ].flat();
  expected.forEach((value, i) => expect(data[i] * scale).toBeCloseTo(value, 5));
});

it('goes through more rows than one turn holds', () => {
  const rows = 5000;
  const values = Uint8Array.from({ length: rows }, (_, i) => i % 7);
  const { data } = runToEnd(standardise(matrix(values, rows, 1)));
  const mean = values.reduce((sum, value) => sum + value, 0) / rows;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows;
  expect(data[4999]).toBeCloseTo((values[4999] - mean) / Math.sqrt(variance), 6);
});
