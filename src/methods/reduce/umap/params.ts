import type { LayoutOptions } from '../../../kernels/umap-layout/wasm';
import type { NeighborSearch } from '../shared/neighbors-param';
import type { Curve } from './curve';

export interface UmapParams {
  nComponents: number;
  nNeighbors: number;
  minDist: number;
  spread: number;
  nEpochs: number | 'auto';
  init: 'pca' | 'random';
  randomState: number;
  learningRate: number;
  negativeSampleRate: number;
  repulsionStrength: number;
  neighbors: NeighborSearch;
}

/** Up to so many rows a map gets more epochs, as in umap-learn. */
const FEW_ROWS = 10_000;

/** Epochs of a fit. */
export const epochsOf = (nEpochs: number | 'auto', rows: number): number =>
  nEpochs === 'auto' ? (rows <= FEW_ROWS ? 500 : 200) : nEpochs;

/** Epochs in which new rows settle among fitted ones. */
export const settlingEpochsOf = (nEpochs: number | 'auto', rows: number): number =>
  nEpochs === 'auto' ? (rows <= FEW_ROWS ? 100 : 30) : Math.max(1, Math.floor(nEpochs / 3));

export const dimsOf = ({ nComponents }: UmapParams): 2 | 3 => (nComponents === 3 ? 3 : 2);

/** What the kernel needs to know of the parameters. */
export const layoutOptions = (params: UmapParams, curve: Curve): LayoutOptions => ({
  ...curve,
  dims: dimsOf(params),
  negatives: params.negativeSampleRate,
  repulsionStrength: params.repulsionStrength,
});
