import { failure } from '../../../core/failure';
import { defineMethod } from '../../../core/method';
import { choice, flag, integer } from '../../../core/params';
import type { PcaModel } from './model';
import { pcaCost } from './cost';

/** The products of all columns (or all rows, whichever are fewer) are held twice in double precision: 1 GiB. */
const SIDE_MAX = 8192;

const params = {
  nComponents: integer({
    label: 'Dimensions',
    help: 'Components kept, those with the most variance.',
    default: 2,
    min: 1,
    max: 1000,
  }),
  whiten: flag({
    label: 'Same variance for all',
    help: 'Divide each component by its deviation, so that all count the same.',
    default: false,
    advanced: true,
  }),
  signRule: choice({
    label: 'Signs',
    help: 'A component may point either way; the rule settles which.',
    options: [
      { value: 'u', label: 'Largest score positive (scikit-learn 1.2)' },
      { value: 'v', label: 'Largest weight positive (newer scikit-learn)' },
    ],
    default: 'u',
    advanced: true,
  }),
};

export const pcaMethod = defineMethod<typeof params, PcaModel>({
  id: 'pca',
  family: 'reduce',
  title: 'PCA',
  summary:
    'Turns the axes towards the directions of most variance: exact, done in a moment, and a good first step for other methods.',
  thread: 'compute',
  params,
  result: 'embedding',
  tags: ['deterministic', 'inductive'],
  references: [
    {
      title: 'On lines and planes of closest fit to systems of points in space',
      source: 'Pearson, Philosophical Magazine 2, 1901',
      url: 'https://doi.org/10.1080/14786440109462720',
    },
  ],
  deviations: [
    'Always exact, as svd_solver="full"; scikit-learn’s default is approximate for tables of this size and its last components differ by about 1 %.',
    'Components with less than 1e-12 of the first one’s variance count as none: scores are then 0.',
  ],
  checkInput({ rows, cols }, { nComponents }) {
    if (rows < 2) return failure('badInput', 'PCA needs at least two rows.', 'rows').error;
    const side = Math.min(rows, cols);
    if (nComponents > side) {
      const message = `Dimensions must be at most ${side}: there are ${rows} rows and ${cols} columns.`;
      return failure('badParameter', message, 'nComponents').error;
    }
    if (side <= SIDE_MAX) return undefined;
    const message = `PCA multiplies all pairs of columns, or of rows: one of them must be at most ${SIDE_MAX}. There are ${rows} rows and ${cols} columns.`;
    return failure('tooLarge', message, 'rows').error;
  },
  cost: pcaCost,
  load: async () => (await import('./fit')).pca,
});
