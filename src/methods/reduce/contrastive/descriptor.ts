import { failure } from '../../../core/failure';
import { defineMethod } from '../../../core/method';
import { contrastiveCost } from './cost';
import type { ContrastiveModel } from './model';
import { contrastiveParams } from './params';

export const contrastiveMethod = defineMethod<typeof contrastiveParams, ContrastiveModel>({
  id: 'contrastive',
  family: 'reduce',
  title: 'Learned features',
  summary:
    'A small network learns, without labels, to know each image again when it is moved, turned or bent: features to spread labels by, to cluster and to map.',
  thread: 'compute',
  params: contrastiveParams,
  result: 'embedding',
  tags: ['deterministic', 'iterative', 'inductive', 'images'],
  references: [
    {
      title: 'A simple framework for contrastive learning of visual representations (SimCLR)',
      source: 'Chen, Kornblith, Norouzi & Hinton, ICML 2020',
      url: 'https://arxiv.org/abs/2002.05709',
    },
    {
      title: 'Big self-supervised models are strong semi-supervised learners (SimCLR v2)',
      source: 'Chen, Kornblith, Swersky, Norouzi & Hinton, NeurIPS 2020',
      url: 'https://arxiv.org/abs/2006.10029',
    },
    {
      title: 'Histograms of oriented gradients for human detection',
      source: 'Dalal & Triggs, CVPR 2005',
      url: 'https://doi.org/10.1109/CVPR.2005.177',
    },
  ],
  deviations: [
    'There is no such method there. This is SimCLR with a linear encoder of oriented gradients instead of a ResNet-50 of pixels.',
    'There is no batch normalisation, and the optimiser is Adam, not LARS: batches are small here.',
    'Views are moved, turned, scaled and bent; there are no random crops, and no colours to distort.',
    'Features are the principal components of what the encoder hands on.',
  ],
  checkInput({ rows, cols, imageShape }, { nComponents }) {
    if (!imageShape || imageShape.height * imageShape.width * imageShape.channels !== cols) {
      const message =
        'The network learns from images, and these columns are none. Start from pixels, as stored or scaled, with the image shape chosen on the Data page.';
      return failure('badInput', message, 'imageShape').error;
    }
    if (rows < 2)
      return failure('badInput', 'There must be at least two images to tell apart.', 'rows').error;
    if (nComponents <= rows) return undefined;
    const message = `Dimensions must be at most ${rows}, the number of rows.`;
    return failure('badParameter', message, 'nComponents').error;
  },
  cost: contrastiveCost,
  load: async () => (await import('./fit')).contrastive,
});
