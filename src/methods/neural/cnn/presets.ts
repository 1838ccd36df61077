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
    title: 'Writing',
    help: 'Stronger, for handwriting: images turned, moved and bent a little, batch normalisation, a falling learning rate and averaged weights.',
    params: {
      epochs: 20,
      batchSize: 64,
      learningRate: 3e-3,
      schedule: 'cosine',
      warmUp: 0.05,
      weightAveraging: 0.998,
      batchNormalisation: true,
      labelSmoothing: 0.05,
      dropout: 0.2,
      rotation: 10,
      shift: 2,
      scale: 0.1,
      elastic: 1,
      testShift: 1,
    },
  },
  {
    key: 'things',
    title: 'Things',
    help: 'Stronger, for pictures of things: a deeper network, images moved, mirrored and cut into. It takes some ten times as long.',
    params: {
      epochs: 30,
      batchSize: 64,
      learningRate: 3e-3,
      schedule: 'cosine',
      warmUp: 0.05,
      weightAveraging: 0.998,
      architecture: 'deep',
      batchNormalisation: true,
      labelSmoothing: 0.05,
      dropout: 0.3,
      shift: 2,
      mirror: true,
      cutout: 6,
      testShift: 1,
    },
  },
];
