import {
  choice,
  flag,
  integer,
  number,
  randomStateParam,
  type ParamValues,
} from '../../../core/params';

export type FirstLabels = 'gradients' | 'given';

export const selfTrainingParams = {
  firstLabels: choice<FirstLabels>({
    label: 'First round learns from',
    help: 'What the first network is taught: labels spread by PoissonMBO over images with like edges, or the given ones only.',
    options: [
      { value: 'gradients', label: 'Labels spread over like images' },
      { value: 'given', label: 'The given labels' },
    ],
    default: 'gradients',
  }),
  maxIter: integer({
    label: 'Rounds, at most',
    help: 'Each round trains a new network; it ends earlier once labels stay.',
    default: 3,
    min: 1,
    max: 100,
  }),
  share: number({
    label: 'Share taught',
    help: 'Of each class, this share of the rows without a label teaches the next network: those labelled most surely.',
    default: 0.9,
    min: 0,
    max: 1,
    exclusiveMin: true,
  }),
  spread: flag({
    label: 'Spread in between',
    help: 'After each round labels are spread by PoissonMBO over images that the network finds alike, and both have a say.',
    default: true,
  }),
  nNeighbors: integer({
    label: 'Neighbours',
    help: 'Nearest others that each row is linked to, wherever labels are spread.',
    default: 10,
    min: 1,
    max: 1000,
  }),
  epochs: integer({
    label: 'Epochs of a round',
    help: 'Passes over the rows taught.',
    default: 5,
    min: 1,
    max: 1000,
  }),
  augment: flag({
    label: 'Change the images',
    help: 'Turn, move and bend training images a little, as the strong preset of the network does.',
    default: true,
  }),
  tol: number({
    label: 'Tolerance',
    help: 'Settled when at most this share of the rows changes its class in a round.',
    default: 1e-3,
    min: 0,
    max: 1,
    advanced: true,
  }),
  randomState: randomStateParam(
    'Seed of first weights, of the order of the rows and of all changes.',
  ),
};

export type SelfTrainingParams = ParamValues<typeof selfTrainingParams>;
