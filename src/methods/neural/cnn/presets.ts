import type { CnnParams } from './params';

export interface Preset {
  key: string;
  title: string;
  /** One sentence for the page. */
  help: string;
  /** What differs from the defaults. */
  params: Partial<CnnParams>;
}

/** Ways to train, chosen in one click. Seed and validation share are no part of them. */
export const presets: readonly Preset[] = [
  {
    key: 'study',
    title: 'Study',
    help: 'As in the study: ten epochs at one learning rate.',
    params: {},
  },
  {
    key: 'strong',
    title: 'Strong',
    help: 'Images turned, moved and bent a little, a falling learning rate and averaged weights: fewer mistakes on handwriting, in more time.',
    params: {
      epochs: 20,
      batchSize: 64,
      learningRate: 3e-3,
      schedule: 'cosine',
      warmUp: 0.05,
      weightAveraging: 0.998,
      labelSmoothing: 0.05,
      dropout: 0.2,
      rotation: 10,
      shift: 2,
      scale: 0.1,
      elastic: 1,
      testShift: 1,
    },
  },
];
