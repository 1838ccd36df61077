import { defineMethod } from '../../../core/method';
import type { NetworkModel } from '../../../core/models';
import { cnnProblem } from './check-input';
import { cnnParams } from './params';
import { cnnCost } from './cost';

export const cnnMethod = defineMethod<typeof cnnParams, NetworkModel>({
  id: 'cnn',
  family: 'neural',
  title: 'CNN',
  summary:
    'Learns small filters that find strokes, then combinations of strokes: the best of all methods where labels are many.',
  thread: 'neural',
  params: cnnParams,
  result: 'network',
  tags: ['iterative', 'inductive'],
  references: [
    {
      title: 'Gradient-based learning applied to document recognition',
      source: 'LeCun, Bottou, Bengio & Haffner, Proceedings of the IEEE 86, 1998',
    },
    {
      title: 'Adam: a method for stochastic optimization',
      source: 'Kingma & Ba, ICLR 2015',
      url: 'https://arxiv.org/abs/1412.6980',
    },
  ],
  deviations: [
    'First weights and the order of rows come from the seed here; Keras draws its own.',
    'The same seed gives the same bits on the processor, not on a graphics card.',
    'Images smaller than 28 × 28 keep their size in convolutions, and are pooled only while a side stays at least 2.',
  ],
  checkInput: cnnProblem,
  cost: cnnCost,
  load: async () => (await import('./fit')).cnn,
});
