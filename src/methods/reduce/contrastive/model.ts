import type { EmbeddingModel } from '../../../core/models';
import type { PcaModel } from '../pca/model';
import type { Encoder } from './encode';

export interface ContrastiveModel extends EmbeddingModel, Encoder {
  /** Principal components of what the encoder makes of the rows it was fitted on; its coordinates are the model's. */
  components: Omit<PcaModel, 'coordinates'>;
  /** Mean loss of each epoch. */
  losses: number[];
}
