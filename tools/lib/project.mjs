// What every command needs before it can begin: the right Node, the packages of the lock file, a build of the sources
// as they are. Uses nothing but Node, as nothing else may be installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const inRoot = (/** @type {string} */ path) => join(root, path);
const readJson = (/** @type {string} */ path) => JSON.parse(readFileSync(inRoot(path), 'utf8'));

const OLDEST_NODE = [20, 19];

/** Ends the command with a reason a person can act on. @returns {never} */
export function giveUp(/** @type {string} */ reason) {
  console.error(`\n${reason}`);
  process.exit(1);
}

/** @returns {string} */
export const messageOf = (/** @type {unknown} */ thrown) =>
  thrown instanceof Error ? thrown.message : String(thrown);

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  giveUp(
    `Fewlabels needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}. Get it from https://nodejs.org.`,
  );
}

/** How npm is started: by the very npm that started this command, where there is one. */
function npmCommand(/** @type {string[]} */ args) {
  const own = process.env.npm_execpath;
  return own?.endsWith('.js')
    ? { command: process.execPath, args: [own, ...args], shell: false }
    : { command: 'npm', args, shell: process.platform === 'win32' };
}

/** Runs npm in the project with its output shown. @returns {number} exit status */
export function npm(/** @type {string[]} */ ...args) {
  const { command, args: all, shell } = npmCommand(args);
  return spawnSync(command, all, { cwd: root, stdio: 'inherit', shell }).status ?? 1;
}

/** Whether node_modules holds what the lock file asks for; packages for other systems may be missing. */
function dependenciesAreThere() {
  if (!existsSync(inRoot('node_modules/.package-lock.json'))) return false;
  const wanted = readJson('package-lock.json').packages;
  const present = readJson('node_modules/.package-lock.json').packages;
  return Object.keys(wanted)
    .filter((path) => path !== '')
    .every((path) =>
      present[path]
        ? present[path].version === wanted[path].version &&
          present[path].integrity === wanted[path].integrity
        : wanted[path].optional === true,
    );
}

/** Installs the packages of the lock file where they are missing or others. */
export function ensureDependencies() {
  requireNode();
  if (dependenciesAreThere()) return;
  console.error('Installing dependencies (once; needs the network) …');
  if (npm('ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error') !== 0) {
    giveUp('The dependencies could not be installed; npm says why above.');
  }
}

const SOURCES = [
  'src',
  'workers',
  'public',
  'index.html',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tools/build-kernels.mjs',
  'tools/lib/headers.mjs',
  'tools/vite',
];
const GENERATED = join('src', 'kernels', 'generated');

/** @returns {string[]} files below a path of the project, in a fixed order */
function filesBelow(/** @type {string} */ path) {
  if (path === GENERATED) return [];
  if (!statSync(inRoot(path)).isDirectory()) return [path];
  return readdirSync(inRoot(path))
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function sourcesDigest() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesBelow)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(inRoot(file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Builds the page where a source has changed since the last build. @returns {boolean} whether it is there */
export function buildPage() {
  const stamp = inRoot('.cache/build.sha256');
  const digest = sourcesDigest();
  const fresh =
    existsSync(inRoot('dist/index.html')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === digest;
  if (fresh) return true;
  console.error('Building the page …');
  if (npm('run', '--silent', 'build') !== 0) return false;
  mkdirSync(inRoot('.cache'), { recursive: true });
  writeFileSync(stamp, digest);
  return true;
}

/** The same where nothing goes without it. */
export function ensureBuild() {
  if (!buildPage()) giveUp('The page could not be built; see above.');
}
