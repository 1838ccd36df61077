// What `npm run study` is asked for on the command line.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { giveUp, messageOf } from '../lib/project.mjs';

const USAGE = `npm run study -- [options]
  --train FILE      CSV to run on; without it the built-in digits
  --test FILE       CSV to predict
  --only LIST       experiments, by number or name: 4,7,11 or tsne2d,labelSpreading
                    (budget, accuracy against the number of labels, runs only when named here)
  --budgets LIST    its budgets: labels per class, or shares: 1,5,10%  (1, 2, 5, 10, 50, 1 %, 10 %)
  --seeds N         draws of each budget (5)
  --features LIST   what images are compared by: pca, gradients, straightGradients, learned, pixels (pca,straightGradients)
  --methods LIST    labelling methods by name: labelSpreading,poissonMbo (all)
  --out DIR         where the report goes (out)
  --threads N       at most so many threads (all)
  --backend NAME    auto, webgl, webgpu or wasm (auto)
  --timeout MINUTES give up after so long (120)`;

const BACKENDS = ['auto', 'webgl', 'webgpu', 'wasm', 'cpu'];

/**
 * What of the sweep over budgets is not to be as the page has it.
 *
 * @typedef {object} SweepOptions
 * @property {string} [budgets] as written: the page reads it
 * @property {number} [seeds]
 * @property {string[]} [features] ids, as the page knows them
 * @property {string[]} [methods]
 */

/**
 * @typedef {object} StudyOptions
 * @property {string} [train]
 * @property {string} [test]
 * @property {string[]} only numbers or names; empty = everything
 * @property {SweepOptions} sweep
 * @property {string} out
 * @property {number} [threads]
 * @property {string} backend
 * @property {number} timeoutMs
 */

function parse() {
  try {
    const text = /** @type {const} */ ({ type: 'string' });
    return parseArgs({
      options: {
        train: text,
        test: text,
        only: text,
        budgets: text,
        seeds: text,
        features: text,
        methods: text,
        out: { type: 'string', default: 'out' },
        threads: text,
        backend: { type: 'string', default: 'auto' },
        timeout: { type: 'string', default: '120' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (thrown) {
    return giveUp(`${messageOf(thrown)}\n\n${USAGE}`);
  }
}

/** @returns {string | undefined} the file's full path */
function file(/** @type {string} */ option, /** @type {string | undefined} */ path) {
  if (path === undefined) return undefined;
  const full = resolve(path);
  if (!existsSync(full) || !statSync(full).isFile())
    giveUp(`--${option}: there is no file ${full}.`);
  return full;
}

/** @returns {number | undefined} */
function wholeNumber(/** @type {string} */ option, /** @type {string | undefined} */ text) {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!(Number.isInteger(count) && count > 0))
    giveUp(`--${option}: ${text} is no whole number from 1 on.`);
  return count;
}

/** @returns {string[] | undefined} */
const list = (/** @type {string | undefined} */ text) =>
  text
    ?.split(',')
    .map((one) => one.trim())
    .filter(Boolean);

/** @returns {StudyOptions} */
export function studyOptions() {
  const { train, test, only, out, threads, backend, timeout, help, ...sweep } = parse();
  if (help) {
    console.log(USAGE);
    process.exit(0);
  }
  if (test !== undefined && train === undefined) {
    giveUp('--test needs --train: a test file is read against a training file.');
  }
  if (!BACKENDS.includes(backend))
    giveUp(`--backend: ${backend} is none of ${BACKENDS.join(', ')}.`);
  const minutes = Number(timeout);
  if (!(minutes > 0)) giveUp(`--timeout: ${timeout} is no number of minutes above 0.`);
  const names = list(only) ?? [];
  const [forSweep] = Object.entries(sweep).find(([, value]) => value !== undefined) ?? [];
  if (forSweep !== undefined && !names.some((one) => one === 'budget' || one === '12')) {
    giveUp(`--${forSweep} is for accuracy against budget: ask for it too, as in --only budget.`);
  }
  return {
    train: file('train', train),
    test: file('test', test),
    only: names,
    sweep: {
      budgets: sweep.budgets,
      seeds: wholeNumber('seeds', sweep.seeds),
      features: list(sweep.features),
      methods: list(sweep.methods),
    },
    out: resolve(out),
    threads: wholeNumber('threads', threads),
    backend,
    timeoutMs: minutes * 60_000,
  };
}
