// npm test: every check of the project, on a machine with nothing but Node. The last line counts what passed and failed.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildPage, ensureDependencies, npm, root } from './lib/project.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const UNIT = join(root, '.cache/unit.json');
const E2E = join(root, '.cache/e2e.json');

/** @returns {Counts} */
const oneCheck = (/** @type {boolean} */ ok) => ({
  passed: ok ? 1 : 0,
  failed: ok ? 0 : 1,
  skipped: 0,
});

/**
 * Counts of a runner's JSON report; a run that failed without a failed test (a file that could not be loaded, a runner
 * that died) counts as one failure.
 *
 * @returns {Counts}
 */
function counted(/** @type {boolean} */ ok, /** @type {() => Counts} */ read) {
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = read();
  } catch {
    return oneCheck(false); // no report was written
  }
  return !ok && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

const readJson = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8'));

const script = (/** @type {string[]} */ ...args) => npm('run', '--silent', ...args) === 0;

function unit() {
  const ok = script('unit', '--', '--reporter=default', '--reporter=json', `--outputFile=${UNIT}`);
  return counted(ok, () => {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = readJson(UNIT);
    return {
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests + numTodoTests,
    };
  });
}

let built = false;
function build() {
  built = buildPage();
  return oneCheck(built);
}

async function e2e() {
  if (!built) return oneCheck(false); // an older build would be tested
  const { ensureBrowser } = await import('./lib/browser.mjs');
  const { ensureFirefox } = await import('./lib/firefox.mjs');
  process.env.FEWLABELS_CHROMIUM = await ensureBrowser(true);
  if (!ensureFirefox()) console.error('There is no Firefox: what is tested in it is skipped.');
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = E2E;
  const ok = script('e2e', '--', '--reporter=list,json', '--retries=1');
  return counted(ok, () => {
    const { stats, suites } = readJson(E2E);
    const { expected, unexpected, flaky, skipped } = stats;
    secondTry = suites.flatMap(flakyIn);
    return { passed: expected + flaky, failed: unexpected, skipped };
  });
}

/**
 * Page tests that failed and passed when tried again, which the end names: a slow machine, or a mistake of timing in the
 * page that is still to be found.
 *
 * @type {string[]}
 */
let secondTry = [];

/** @typedef {{ title: string, file: string, tests: { status: string }[] }} Spec */
/** @typedef {{ suites?: Suite[], specs: Spec[] }} Suite */

/** @returns {string[]} */
function flakyIn(/** @type {Suite} */ { suites = [], specs }) {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return [...own.map(({ file, title }) => `${file}: ${title}`), ...suites.flatMap(flakyIn)];
}

/** @type {[string, () => Counts | Promise<Counts>][]} */
const steps = [
  ['kernels', () => oneCheck(script('kernels'))],
  ['types', () => oneCheck(script('types'))],
  ['lint', () => oneCheck(script('lint'))],
  ['format', () => oneCheck(script('format:check'))],
  ['unit tests', unit],
  ['build', build],
  ['page tests', e2e],
];

ensureDependencies();
mkdirSync(join(root, '.cache'), { recursive: true });
for (const file of [UNIT, E2E]) rmSync(file, { force: true });

/** @type {string[]} */
const lines = [];
const total = { passed: 0, failed: 0, skipped: 0 };
for (const [name, work] of steps) {
  console.log(`\n── ${name}`);
  const started = performance.now();
  const { passed, failed, skipped } = await work();
  const seconds = ((performance.now() - started) / 1000).toFixed(0).padStart(4);
  const counts = passed + failed > 1 ? `  ${passed} passed, ${failed} failed` : '';
  lines.push(`${failed ? 'FAILED' : 'ok    '}  ${name.padEnd(12)}${seconds} s${counts}`);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

const again = secondTry.map((name) => `\npassed only at the second try: ${name}`).join('');
const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
console.log(
  `\n${lines.join('\n')}${again}\n\n${total.passed} passed, ${total.failed} failed${skipped}`,
);
process.exitCode = total.failed ? 1 : 0;
