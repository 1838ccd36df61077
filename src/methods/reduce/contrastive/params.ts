import {
  flag,
  integer,
  number,
  numberOrWord,
  randomStateParam,
  type ParamValues,
} from '../../../core/params';
import { cnnParams } from '../../neural/cnn/params';
import { WIDTH } from './layers';

const { batchSize, learningRate, rotation, scale, mirror } = cnnParams;

/** A size in the image, as a share of its shorter side: the same parameters suit images of any size. */
const share = (label: string, help: string, at: number) =>
  number({ label, help, default: at, min: 0, max: 0.5, advanced: true });

export const contrastiveParams = {
  nComponents: integer({
    label: 'Dimensions',
    help: 'Numbers that describe an image: principal components of what the network makes of it.',
    default: 50,
    min: 1,
    max: WIDTH,
  }),
  epochs: numberOrWord({
    label: 'Epochs',
    help: 'Passes over all rows; auto makes 600 steps, in 40 passes at most. Too many tell apart what belongs together.',
    words: ['auto'],
    default: 'auto',
    integer: true,
    min: 1,
    max: 1000,
  }),
  temperature: number({
    label: 'Temperature',
    help: 'The lower it is, the more those other images count that look most alike.',
    default: 0.1,
    min: 0.05,
    max: 2,
  }),
  straighten: flag({
    label: 'Straighten first',
    help: 'Images are centred and set upright first: for large handwriting.',
    default: false,
  }),
  mirror: {
    ...mirror,
    help: 'Half of the views are seen in a mirror, left for right. For things, not for writing.',
    advanced: false,
  },
  randomState: randomStateParam(
    'Seed of the first weights, the order of the rows and the views of each image.',
  ),
  batchSize: {
    ...batchSize,
    help: 'Images in each step: each is told from all the others of its batch.',
    default: 128,
    min: 2,
    max: 512,
    advanced: true,
  },
  learningRate: {
    ...learningRate,
    help: 'Size of Adam’s largest steps; they shorten to 0 in the end.',
    default: 2e-3,
    advanced: true,
  },
  rotation: { ...rotation, help: 'Views are turned by up to so many degrees.', default: 15 },
  scale: {
    ...scale,
    help: 'Views are higher and wider, or less so, by up to this share.',
    default: 0.15,
  },
  shift: share('Shift', 'Views are moved by up to this share of the shorter side.', 0.07),
  elastic: share(
    'Bending',
    'Parts of a view move against each other by up to this share of the shorter side.',
    0.05,
  ),
  cutout: share(
    'Cutout',
    'A square of this share of the shorter side is blanked somewhere in each view, so that no single part decides.',
    0,
  ),
};

export type ContrastiveParams = ParamValues<typeof contrastiveParams>;
