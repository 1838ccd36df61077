import type { EpochNetwork } from '../../../core/training';

/** The one with the higher validation accuracy, with the lower loss between equals; the earlier when both are equal. */
export function better(a: EpochNetwork | undefined, b: EpochNetwork): EpochNetwork {
  if (!a) return b;
  const [first, second] = [a.figures, b.figures];
  if (second.valAccuracy !== first.valAccuracy)
    return second.valAccuracy > first.valAccuracy ? b : a;
  return second.valLoss < first.valLoss ? b : a;
}
