import { notifications } from '@mantine/notifications';
import type { Lab } from '../../engine/lab';
import { useLab } from '../../state/lab';
import { goTo, type PageKey } from '../../state/navigation';
import { pressPageRun, RUN_KEY } from '../../state/page-run';
import { clearSelection, undoSelection } from '../../state/selection';
import { pages } from '../pages';
import { useCopyPageLink } from '../use-copy-page-link';
import { useToggleTheme } from '../use-toggle-theme';

export interface Shortcut {
  group: 'Pages' | 'Work' | 'Selection' | 'The page as a whole';
  /** As it stands on the key. */
  key: string;
  /** What it does, in words. */
  does: string;
  act: () => void;
}

export const HELP_KEY = '?';
/** The tabs' elements have ids that begin with it. */
export const TABS_ID = 'pages';

/** Every shortcut there is: the page listens to these, and the dialog and the guide tell of them. */
export function useShortcuts(showHelp: () => void): readonly Shortcut[] {
  const lab = useLab();
  const copyLink = useCopyPageLink();
  const { toggle: toggleTheme } = useToggleTheme();
  return [
    ...pages.map(({ key, title }, i) => ({
      group: 'Pages' as const,
      key: String(i + 1),
      does: title,
      act: () => show(key),
    })),
    { group: 'Work', key: RUN_KEY, does: 'Run what the form of the page says', act: run },
    {
      group: 'Work',
      key: 'S',
      does: 'Stop what runs, and keep what there is',
      act: () => stop(lab),
    },
    { group: 'Work', key: 'P', does: 'Pause what runs, or let it go on', act: () => pause(lab) },
    { group: 'Selection', key: 'U', does: 'Back to what was selected before', act: undoSelection },
    { group: 'Selection', key: 'X', does: 'Clear the selection', act: clearSelection },
    { group: 'The page as a whole', key: 'L', does: 'Copy a link to it', act: copyLink },
    { group: 'The page as a whole', key: 'T', does: 'Light or dark theme', act: toggleTheme },
    { group: 'The page as a whole', key: HELP_KEY, does: 'This list', act: showHelp },
  ];
}

/** The tab gets the focus, so that it is read out and the arrows go on from there. */
function show(page: PageKey): void {
  goTo(page);
  document.getElementById(`${TABS_ID}-tab-${page}`)?.focus();
}

/** A key that does nothing says so: nobody should wonder whether it was pressed. */
const say = (message: string): void =>
  void notifications.show({ id: 'shortcut', color: 'gray', message, autoClose: 4000 });

function run(): void {
  if (!pressPageRun()) say('There is nothing to run on this page now.');
}

function runningJob(lab: Lab): string | undefined {
  if (lab.study.getState().state === 'running') {
    say('The study is running: its own page cancels it.');
    return undefined;
  }
  const job = lab.jobs.getState().jobs.find(({ state }) => state === 'running');
  if (!job) say('Nothing is running.');
  return job?.id;
}

function stop(lab: Lab): void {
  const id = runningJob(lab);
  if (id !== undefined) lab.stop(id);
}

function pause(lab: Lab): void {
  const id = runningJob(lab);
  const job = lab.jobs.getState().jobs.find((one) => one.id === id);
  if (job) lab.pause(job.id, !job.paused);
}
