import type { Matrix } from '../../../core/matrix';
import type { EmbeddingModel } from '../../../core/models';
import type { Curve } from './curve';
import type { UmapParams } from './params';

export interface UmapModel extends EmbeddingModel {
  coordinates: Float32Array;
  /** The rows it was fitted on: new ones find their neighbours among them. */
  X: Matrix;
  /** 1/(1 + a·d^2b): how near in the map rows at distance d are. */
  curve: Curve;
  params: UmapParams;
}
