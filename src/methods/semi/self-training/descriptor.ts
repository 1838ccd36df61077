import { failure } from '../../../core/failure';
import { defineMethod } from '../../../core/method';
import { labellingProblem } from '../shared/check-input';
import { selfTrainingCost } from './cost';
import type { SelfTrainingModel } from './fit';
import { selfTrainingParams } from './params';

export const selfTrainingMethod = defineMethod<typeof selfTrainingParams, SelfTrainingModel>({
  id: 'selfTraining',
  family: 'semi',
  title: 'Self-training with a network',
  summary:
    'A graph of like images teaches a network its surest labels, the network’s features make a better graph, and so on: the most accurate, in minutes.',
  thread: 'neural',
  params: selfTrainingParams,
  result: 'labelling',
  tags: ['iterative', 'inductive', 'images'],
  references: [
    {
      title: 'Pseudo-label: the simple and efficient semi-supervised learning method',
      source: 'Lee, ICML workshop on challenges in representation learning 2013',
    },
    {
      title: 'Label propagation for deep semi-supervised learning',
      source: 'Iscen, Tolias, Avrithis & Chum, CVPR 2019',
      url: 'https://doi.org/10.1109/CVPR.2019.00521',
    },
    {
      title: 'Unsupervised domain adaptation via class-balanced self-training',
      source: 'Zou, Yu, Kumar & Wang, ECCV 2018',
    },
  ],
  deviations: [
    'scikit-learn’s SelfTrainingClassifier keeps pseudo-labels once given, by a threshold; here each round chooses anew, the same share of every class.',
    'Networks start anew in each round, so that none keeps the mistakes of the one before.',
    'Trained in the kernels whatever backend is chosen: the same seed gives the same bits.',
  ],
  checkInput(facts, { nNeighbors }) {
    if (!facts.imageShape) {
      return failure(
        'badInput',
        'Self-training learns from the images themselves: choose Pixels to compare images by.',
        'features',
      ).error;
    }
    return labellingProblem(facts, { kernel: 'knn', nNeighbors });
  },
  cost: selfTrainingCost,
  load: async () => (await import('./fit')).selfTraining,
});
