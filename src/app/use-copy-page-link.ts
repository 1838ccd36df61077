import { useLab } from '../state/lab';
import { usePage } from '../state/navigation';
import { useCopyLink } from '../ui/use-copy-link';

/** Copies a link to the page that is open, with everything that was run. */
export function useCopyPageLink(): () => void {
  const lab = useLab();
  const page = usePage();
  const copyLink = useCopyLink();
  return () => void copyLink(page, lab.results.getState().results);
}
