// scikit-learn on the same files.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { workFolder } from './data.mjs';

const script = (name) => fileURLToPath(new URL(`../reference/${name}`, import.meta.url));
const PYTHON = ['/usr/bin/python3', 'python3'];
const has = (python, module) =>
  spawnSync(python, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0;

/** A Python with scikit-learn, pandas and what else the steps need; installed on Debian as root, else said how. */
export function findPython(others) {
  const modules = ['sklearn', 'pandas', ...others];
  const packages = modules.map((name) => `python3-${name}`);
  const found = () => PYTHON.find((python) => modules.every((name) => has(python, name)));
  const there = found();
  if (there) return there;
  if (process.getuid?.() === 0) {
    console.error(`Installing ${packages.join(' ')} (once; needs the network) …`);
    const apt = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  }
  const now = found();
  if (now) return now;
  throw new Error(
    `The reference needs Python with ${modules.join(', ')}: apt-get install ${packages.join(' ')}.`,
  );
}

/** The last line a script prints, as JSON. */
function run(python, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(python, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(said.trim().split('\n').pop()));
      else reject(new Error(`${args[0]} ended with ${code}`));
    });
  });
}

export const mapFile = (who, step) => `${workFolder}/${step}-${who}.f32`;

/** Seconds and figures of a step; a map is left in `mapFile('sklearn', step)`. */
export const runReference = (python, step, { train, test = train }) =>
  run(python, [script('run.py'), step, train, '--test', test, '--map', mapFile('sklearn', step)]);

/** Divergence and trustworthiness of a map that lies in `mapFile(who, step)`. */
export const judge = (python, who, step, table, dims) =>
  run(python, [script('judge.py'), table, step, mapFile(who, step), String(dims)]);
