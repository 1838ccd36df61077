import type { CsrGraph } from '../../../core/graph/csr';
import type { Matrix } from '../../../core/matrix';
import type { EmbeddingModel } from '../../../core/models';

/**
 * A fitted Isomap. The n × n distances are not kept: a new row is linked into `graph` by its neighbours, and its
 * geodesic distances are then one more run of Dijkstra's algorithm.
 */
export interface IsomapModel extends EmbeddingModel {
  coordinates: Float64Array;
  /** The rows it was fitted on. */
  X: Matrix;
  nNeighbors: number;
  /** Symmetric and connected. */
  graph: CsrGraph;
  /** Descending (dims). */
  eigenvalues: Float64Array;
  /** Mean of each column of K = −½·D² and of all of it. */
  kernelMeans: Float64Array;
  kernelGrandMean: number;
  /** Components of the neighbour graph before they were joined. */
  components: number;
}
