import type { GradientForm } from '../../../kernels/tsne-attraction/points';

export interface TsneParams {
  nComponents: number;
  perplexity: number;
  earlyExaggeration: number;
  learningRate: number | 'auto';
  nIter: number;
  nIterWithoutProgress: number;
  minGradNorm: number;
  init: 'pca' | 'random';
  randomState: number;
  angle: number;
  method: 'auto' | 'mesh' | 'barnesHut' | 'exact';
  gradient: GradientForm;
  neighbors: 'auto' | 'exact' | 'pcaRerank';
}
