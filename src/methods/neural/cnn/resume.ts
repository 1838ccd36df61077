import { ExpectedFailure } from '../../../core/failure';
import type { TrainingCheckpoint } from '../../../core/training';
import type { CnnParams } from './params';
import type { LabelledSplit } from './split';

interface Wanted {
  params: CnnParams;
  parameters: number;
  nClasses: number;
  split: LabelledSplit;
}

/** @throws ExpectedFailure when a training cannot go on from there: another network, other rows, or nothing left to do. */
export function checkResume(
  { epochs, best, state }: TrainingCheckpoint,
  { params, parameters, nClasses, split }: Wanted,
): void {
  if (
    state.weights.length !== parameters ||
    best.probabilities.length !== split.validation.length * nClasses
  ) {
    throw new ExpectedFailure(
      'badInput',
      'The training kept is of another network or of other rows: it cannot go on with these.',
    );
  }
  if (epochs.length >= params.epochs) {
    throw new ExpectedFailure(
      'badParameter',
      `The network was trained for ${epochs.length} epochs already: choose more.`,
      'epochs',
    );
  }
}

/** A falling learning rate is planned for all epochs: going on for longer is not what one long training would have been. */
export function resumeWarnings(
  resume: TrainingCheckpoint | undefined,
  { epochs, schedule, warmUp }: CnnParams,
): string[] {
  if (!resume || resume.planned === epochs || (schedule === 'constant' && warmUp === 0)) return [];
  return [
    `The first ${resume.epochs.length} epochs followed the schedule of ${resume.planned}, the others that of ${epochs}: one training of ${epochs} would differ.`,
  ];
}
