import type { RunResult } from '../../core/run';
import { useDataset, useResults } from '../../state/lab';
import { newestLearned } from '../../state/spreading';
import { learnedSpec } from '../../study/features';

/** The newest network that learned from images of the open training table without labels. */
export function useLearned(): RunResult | undefined {
  const fingerprint = useDataset()?.train.fingerprint;
  return newestLearned(useResults(), fingerprint);
}

/** Features that a network gives, or that one will which has not learned yet. */
export const dimsOf = (learned: RunResult | undefined): number =>
  Number((learned ?? learnedSpec).params.nComponents);
