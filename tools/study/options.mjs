// What `npm run study` is asked for on the command line.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { giveUp, messageOf } from '../lib/project.mjs';

const USAGE = `npm run study -- [options]
  --train FILE      CSV to run on; without it the built-in digits
  --test FILE       CSV to predict
  --only LIST       experiments, by number or name: 4,7,11 or tsne2d,labelSpreading
  --out DIR         where the report goes (out)
  --threads N       at most so many threads (all)
  --backend NAME    auto, webgl, webgpu or wasm (auto)
  --timeout MINUTES give up after so long (120)`;

const BACKENDS = ['auto', 'webgl', 'webgpu', 'wasm', 'cpu'];

/**
 * @typedef {object} StudyOptions
 * @property {string} [train]
 * @property {string} [test]
 * @property {string[]} only numbers or names; empty = everything
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

/** @returns {StudyOptions} */
export function studyOptions() {
  const { train, test, only, out, threads, backend, timeout, help } = parse();
  if (help) {
    console.log(USAGE);
    process.exit(0);
  }
  if (test !== undefined && train === undefined) {
    giveUp('--test needs --train: a test file is read against a training file.');
  }
  const count = threads === undefined ? undefined : Number(threads);
  if (count !== undefined && !(Number.isInteger(count) && count > 0)) {
    giveUp(`--threads: ${threads} is no whole number from 1 on.`);
  }
  if (!BACKENDS.includes(backend))
    giveUp(`--backend: ${backend} is none of ${BACKENDS.join(', ')}.`);
  const minutes = Number(timeout);
  if (!(minutes > 0)) giveUp(`--timeout: ${timeout} is no number of minutes above 0.`);
  return {
    train: file('train', train),
    test: file('test', test),
    only: (only ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
    out: resolve(out),
    threads: count,
    backend,
    timeoutMs: minutes * 60_000,
  };
}
