// Looks for programs on this machine, and installs them where it may.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { giveUp } from './project.mjs';

/**
 * How a browser is found.
 *
 * @typedef {object} Browser
 * @property {string} variable in which its path may be given
 * @property {string[]} commands names it has on the PATH
 * @property {string[]} places where it lies on systems that have it on no PATH
 */

/** Some systems have a command that only tells how to install the program: it has to name its version. */
const works = (/** @type {string} */ command) =>
  process.platform === 'win32' ||
  /\d+\.\d+/.test(spawnSync(command, ['--version'], { encoding: 'utf8' }).stdout ?? '');

/** A browser that is on this machine: the one asked for, else the system's. @returns {string | undefined} its path */
export function findInstalled(/** @type {Browser} */ { variable, commands, places }) {
  const asked = process.env[variable];
  if (asked) return existsSync(asked) ? asked : giveUp(`${variable}: there is no ${asked}.`);
  const folders = (process.env.PATH ?? '').split(':');
  const onPath = commands.flatMap((name) => folders.map((folder) => `${folder}/${name}`));
  return [...onPath, ...places].find((path) => existsSync(path) && works(path));
}

const apt = (/** @type {string[]} */ ...args) =>
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });

let updated = false;

/** Debian's and its relatives' way; needs root, and does nothing without. */
export function installByApt(/** @type {string} */ name) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return;
  }
  if (!updated) apt('update', '-qq');
  updated = true;
  apt('install', '-y', '-qq', '--no-install-recommends', name);
}
