import type { GradientForm } from '../../../kernels/tsne-attraction/points';
import type { NeighborSearch } from '../shared/neighbors-param';

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
  neighbors: NeighborSearch;
}

/** How many neighbours weigh: three times the perplexity, as in scikit-learn; all of them in the exact method. */
export const neighborCount = (rows: number, { perplexity, method }: TsneParams): number =>
  method === 'exact' ? rows - 1 : Math.min(rows - 1, Math.floor(3 * perplexity + 1));
