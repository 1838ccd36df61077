// Finds a Chromium to drive, or installs one.
import { existsSync } from 'node:fs';
import { findInstalled, installByApt } from './installed.mjs';
import { giveUp, npm } from './project.mjs';

/** Chromium without windows: what a page does is the same, at half the work. */
const SHELL = 'chromium-headless-shell';
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const CHROMIUM = {
  variable: 'FEWLABELS_CHROMIUM',
  places: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
    String.raw`C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
  ],
};

/** Path of Playwright's own download, whether it is there or not. */
async function playwrightChromium() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/**
 * A Chromium that is on this machine: the one asked for by FEWLABELS_CHROMIUM, the system's, Playwright's.
 *
 * @param {boolean} [light] one without windows if there is one: for many short visits to the page
 */
export async function findBrowser(light = false) {
  const commands = light ? [SHELL, ...COMMANDS] : [...COMMANDS, SHELL];
  const found = findInstalled({ ...CHROMIUM, commands });
  if (found) return found;
  const own = await playwrightChromium();
  return existsSync(own) ? own : undefined;
}

/**
 * A Chromium, installed first where there is none.
 *
 * @param {boolean} [light] one without windows if it can be had
 */
export async function ensureBrowser(light = false) {
  const there = await findBrowser(light);
  if (there) return there;
  console.error('Installing a Chromium to drive (once; needs the network) …');
  for (const name of light ? [SHELL, 'chromium'] : ['chromium']) {
    installByApt(name);
    const byApt = await findBrowser(light);
    if (byApt) return byApt;
  }
  npm('exec', '--', 'playwright', 'install', 'chromium');
  return (
    (await findBrowser()) ??
    giveUp(
      'There is no Chromium, and none could be installed: install Chromium or Chrome, or name one in FEWLABELS_CHROMIUM.',
    )
  );
}

/** For pages that draw in WebGL on machines that may have no graphics card, and for root, whom the sandbox refuses. */
export const browserFlags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--enable-unsafe-swiftshader',
];
