import type { GivenLabels } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import { useHandLabels, useLab } from '../../state/lab';
import { usePageState } from '../../state/page-state';

export type LabelsToLearn = 'file' | 'byHand' | 'both';

const offers: readonly { value: LabelsToLearn; label: string }[] = [
  { value: 'file', label: 'The file’s' },
  { value: 'byHand', label: 'Given by hand' },
  { value: 'both', label: 'Given by hand, else the file’s' },
];

/** Which labels a network learns from: there is a choice once some were given by hand. */
export function useLabelsToLearn({ labels }: ImageTable) {
  const { handLabels } = useLab();
  const { codes } = useHandLabels();
  const [asked, ask] = usePageState<LabelsToLearn>('cnn.labels', labels ? 'file' : 'byHand');
  const offered = offers.filter(({ value }) => labels || value === 'byHand');
  const chosen =
    codes.size > 0 && offered.some(({ value }) => value === asked)
      ? asked
      : labels
        ? 'file'
        : 'byHand';
  return {
    chosen,
    ask,
    /** Nothing to choose from while there are none by hand. */
    offered: codes.size > 0 && labels ? offered : [],
    /** How many labels were given by hand. */
    count: codes.size,
    given: (): GivenLabels | undefined =>
      chosen === 'file' ? undefined : handLabels.given(chosen === 'both'),
  };
}
