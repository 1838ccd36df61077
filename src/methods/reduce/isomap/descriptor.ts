import { failure } from '../../../core/failure';
import { defineMethod } from '../../../core/method';
import { integer } from '../../../core/params';
import type { IsomapModel } from './model';
import { isomapCost } from './cost';

/** All pairs of geodesic distances are held in single precision: rows² × 4 bytes. */
const DISTANCE_BYTES_MAX = 1.5 * 2 ** 30;
const GIB = 2 ** 30;

const params = {
  nComponents: integer({
    label: 'Dimensions',
    help: 'Dimensions of the map.',
    default: 2,
    min: 1,
    max: 50,
  }),
  nNeighbors: integer({
    label: 'Neighbours',
    help: 'Each row is linked to so many nearest others; distances are then measured along the links.',
    default: 5,
    min: 1,
    max: 200,
  }),
};

export const isomapMethod = defineMethod<typeof params, IsomapModel>({
  id: 'isomap',
  family: 'reduce',
  title: 'Isomap',
  summary:
    'Unrolls a curved surface: keeps distances measured along the data rather than straight through space.',
  thread: 'compute',
  params,
  result: 'embedding',
  tags: ['deterministic', 'inductive'],
  references: [
    {
      title: 'A global geometric framework for nonlinear dimensionality reduction',
      source: 'Tenenbaum, de Silva & Langford, Science 290, 2000',
      url: 'https://doi.org/10.1126/science.290.5500.2319',
    },
  ],
  deviations: [
    'Geodesic distances are summed in double and stored in single precision: coordinates agree to about 1e-6.',
    'Of equally near neighbours the row that comes first counts; scikit-learn’s choice is undefined.',
  ],
  checkInput({ rows }, { nNeighbors, nComponents }) {
    if (nNeighbors >= rows) {
      const message = `Neighbours must be below the number of rows: ${nNeighbors} of ${rows}.`;
      return failure('badParameter', message, 'nNeighbors').error;
    }
    if (nComponents >= rows) {
      const message = `Dimensions must be below the number of rows: ${nComponents} of ${rows}.`;
      return failure('badParameter', message, 'nComponents').error;
    }
    const bytes = rows * rows * 4;
    if (bytes <= DISTANCE_BYTES_MAX) return undefined;
    const most = Math.floor(Math.sqrt(DISTANCE_BYTES_MAX / 4));
    return failure(
      'tooLarge',
      `Isomap keeps the distance between every two rows: ${rows} rows would need ${(bytes / GIB).toFixed(1)} GiB. ` +
        `Use at most ${most} rows.`,
      'rows',
    ).error;
  },
  cost: isomapCost,
  load: async () => (await import('./fit')).isomap,
});
