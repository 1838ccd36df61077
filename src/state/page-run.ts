import { useEffect } from 'react';
import { currentPage, goTo, type PageKey } from './navigation';

/** Presses the Run button of the page that is open. */
export const RUN_KEY = 'R';

/** What that button does now; undefined where there is none, or where it waits for something. */
let current: (() => void) | undefined;
let wantedOn: PageKey | undefined;

/** Puts a page's Run button in reach of the keyboard and of other pages; undefined while it may not be pressed. */
export function usePageRun(run: (() => void) | undefined): void {
  useEffect(() => {
    current = run;
    const wanted = wantedOn === currentPage();
    wantedOn = undefined;
    if (wanted) run?.();
    return () => {
      if (current === run) current = undefined;
    };
  });
}

/** @returns whether there was anything to run */
export function pressPageRun(): boolean {
  const run = current;
  run?.();
  return run !== undefined;
}

/** Goes to a page and presses its Run button when it is there: what is run is what its form says. */
export function goAndRun(page: PageKey): void {
  wantedOn = page;
  goTo(page);
}
