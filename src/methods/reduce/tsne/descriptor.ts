import { failure } from '../../../core/failure';
import { defineMethod } from '../../../core/method';
import type { EmbeddingModel } from '../../../core/models';
import { choice, integer, number, numberOrWord, randomStateParam } from '../../../core/params';
import { neighborSearchParam } from '../shared/neighbors-param';
import { tsneCost } from './cost';

/** Above this the dense P and all pairs of the exact method take too long and too much memory. */
const EXACT_ROWS_MAX = 3000;

const params = {
  nComponents: integer({
    label: 'Dimensions',
    help: 'Dimensions of the map.',
    default: 2,
    min: 2,
    max: 3,
  }),
  perplexity: number({
    label: 'Perplexity',
    help: 'About how many neighbours each row weighs; must be below the number of rows.',
    default: 30,
    min: 1,
    max: 1000,
  }),
  earlyExaggeration: number({
    label: 'Early exaggeration',
    help: 'How much stronger rows attract each other in the first 250 iterations.',
    default: 12,
    min: 1,
    max: 100,
  }),
  learningRate: numberOrWord({
    label: 'Learning rate',
    help: 'Step length; auto is rows / early exaggeration / 4, at least 50.',
    words: ['auto'],
    default: 'auto',
    min: 0,
    exclusiveMin: true,
    max: 1e6,
  }),
  nIter: integer({
    label: 'Iterations',
    help: 'Most iterations, the 250 with early exaggeration among them.',
    default: 1000,
    min: 250,
    max: 100000,
  }),
  nIterWithoutProgress: integer({
    label: 'Iterations without progress',
    help: 'After the first 250, stop when the divergence has not fallen for so many iterations.',
    default: 300,
    min: 50,
    max: 100000,
    advanced: true,
  }),
  minGradNorm: number({
    label: 'Smallest gradient',
    help: 'Stop when the length of the gradient falls to this.',
    default: 1e-7,
    min: 0,
    advanced: true,
  }),
  init: choice({
    label: 'Start',
    help: 'Where the points start: the first principal components, or at random.',
    options: [
      { value: 'pca', label: 'Principal components' },
      { value: 'random', label: 'Random' },
    ],
    default: 'pca',
  }),
  randomState: randomStateParam('Seed of a random start; nothing else here is random.'),
  method: choice({
    label: 'Repulsion',
    help: 'How the repulsion of all pairs is summed. Auto: exactly below 500 rows, else by a particle mesh.',
    options: [
      { value: 'auto', label: 'Auto' },
      { value: 'mesh', label: 'Particle mesh' },
      { value: 'barnesHut', label: 'Barnes-Hut tree' },
      { value: 'exact', label: 'All pairs' },
    ],
    default: 'auto',
    advanced: true,
  }),
  angle: number({
    label: 'Angle',
    help: 'Barnes-Hut: cells that look smaller than this are taken as one point.',
    default: 0.5,
    min: 0,
    max: 1,
    when: { param: 'method', is: ['barnesHut'] },
    advanced: true,
  }),
  gradient: choice({
    label: 'Gradient in 3-D',
    help: 'scikit-learn weighs differences in 3-D in a way that is not the derivative of its divergence; exact is.',
    options: [
      { value: 'sklearn', label: 'As scikit-learn' },
      { value: 'exact', label: 'Exact derivative' },
    ],
    default: 'sklearn',
    when: { param: 'nComponents', is: [3] },
    advanced: true,
  }),
  neighbors: neighborSearchParam(),
};

export const tsneMethod = defineMethod<typeof params, EmbeddingModel>({
  id: 'tsne',
  family: 'reduce',
  title: 't-SNE',
  summary:
    'Places rows so that near neighbours stay together: shows clusters well; distances between them mean little.',
  thread: 'compute',
  params,
  result: 'embedding',
  tags: ['deterministic', 'iterative'],
  references: [
    {
      title: 'Visualizing data using t-SNE',
      source: 'van der Maaten & Hinton, Journal of Machine Learning Research 9, 2008',
      url: 'https://www.jmlr.org/papers/v9/vandermaaten08a.html',
    },
    {
      title: 'Accelerating t-SNE using tree-based algorithms',
      source: 'van der Maaten, Journal of Machine Learning Research 15, 2014',
      url: 'https://jmlr.org/papers/v15/vandermaaten14a.html',
    },
    {
      title:
        'Fast interpolation-based t-SNE for improved visualization of single-cell RNA-seq data',
      source: 'Linderman et al., Nature Methods 16, 2019',
      url: 'https://doi.org/10.1038/s41592-018-0308-4',
    },
    {
      title: 'A smooth particle mesh Ewald method',
      source: 'Essmann et al., Journal of Chemical Physics 103, 1995',
      url: 'https://doi.org/10.1063/1.470117',
    },
  ],
  deviations: [
    'Repulsion comes from a particle mesh with a force error of about 0.5 %, where scikit-learn’s Barnes-Hut tree has about 2 %.',
    'The start is the exact principal components; scikit-learn’s are approximated by a random method.',
    'The divergence shown never includes the early exaggeration, and is that of the map returned.',
    'Maps agree in divergence and trustworthiness, not in coordinates: t-SNE amplifies rounding.',
  ],
  checkInput({ rows, cols }, { perplexity, nComponents, init, method }) {
    if (perplexity >= rows) {
      const message = `Perplexity must be less than the number of rows: ${perplexity} of ${rows}.`;
      return failure('badParameter', message, 'perplexity').error;
    }
    if (init === 'pca' && nComponents > Math.min(rows, cols)) {
      const message = `A start from ${nComponents} principal components needs as many rows and columns: there are ${rows} × ${cols}. Start at random instead.`;
      return failure('badParameter', message, 'init').error;
    }
    if (method === 'exact' && rows > EXACT_ROWS_MAX) {
      const message = `All pairs are possible up to ${EXACT_ROWS_MAX} rows, not ${rows}: choose another repulsion.`;
      return failure('tooLarge', message, 'method').error;
    }
    return undefined;
  },
  cost: tsneCost,
  load: async () => (await import('./fit')).tsne,
});
