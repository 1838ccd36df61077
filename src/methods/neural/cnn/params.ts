import { integer, number, randomStateParam, type ParamValues } from '../../../core/params';

export const cnnParams = {
  epochs: integer({
    label: 'Epochs',
    help: 'Passes over the training rows.',
    default: 10,
    min: 1,
    max: 1000,
  }),
  batchSize: integer({
    label: 'Batch size',
    help: 'Images in each step.',
    default: 32,
    min: 1,
    max: 1024,
  }),
  learningRate: number({
    label: 'Learning rate',
    help: 'Size of Adam’s steps.',
    default: 1e-3,
    min: 0,
    max: 1,
    exclusiveMin: true,
  }),
  validationShare: number({
    label: 'Validation share',
    help: 'Share of the labelled rows kept back to check the network (test_size).',
    default: 0.2,
    min: 0,
    max: 1,
    exclusiveMin: true,
    exclusiveMax: true,
  }),
  randomState: randomStateParam('Seed of the split, the first weights and the order of the rows.'),
};

export type CnnParams = ParamValues<typeof cnnParams>;
