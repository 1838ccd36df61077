import type { EpochFigures } from '../../../core/task';
import type { NetworkState } from '../../../kernels/network/wasm';

/** A network at the end of an epoch. */
export interface Checkpoint {
  /** From 1. */
  epoch: number;
  figures: EpochFigures;
  /** Of the network to be used. */
  weights: Float32Array;
  /** What further training starts from. */
  state: NetworkState;
  /** Of the validation rows (rows × classes). */
  probabilities: Float32Array;
}

/** The one with the higher validation accuracy, with the lower loss between equals; the earlier when both are equal. */
export function better(a: Checkpoint | undefined, b: Checkpoint): Checkpoint {
  if (!a) return b;
  const [first, second] = [a.figures, b.figures];
  if (second.valAccuracy !== first.valAccuracy)
    return second.valAccuracy > first.valAccuracy ? b : a;
  return second.valLoss < first.valLoss ? b : a;
}
