// Finds a Firefox for the tests, or installs one: the system's, as people use it, driven over WebDriver BiDi.
import { findInstalled, installByApt } from './installed.mjs';

const FIREFOX = {
  variable: 'FEWLABELS_FIREFOX',
  commands: ['firefox-esr', 'firefox'],
  places: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    String.raw`C:\Program Files\Mozilla Firefox\firefox.exe`,
  ],
};

export const findFirefox = () => findInstalled(FIREFOX);

/** A Firefox, installed first where there is none and that can be done; its tests are skipped without. */
export function ensureFirefox() {
  const there = findFirefox();
  if (there) return there;
  console.error('Installing a Firefox to drive (once; needs the network) …');
  installByApt('firefox-esr');
  return findFirefox();
}
