// Builds workers/service-worker.ts beside the page, with what it has to know of the build written into it.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { contentSecurity } from '../lib/headers.mjs';

const NAME = 'sw.js';
const PLACEHOLDER = '__BUILD__';
/** Not for the browser, or larger than what a first visit should bring: kept when a person opens them. */
const NOT_KEPT = [
  /^sw\.js$/,
  /^_headers$/,
  /^index\.html$/,
  /\.md$/,
  /^samples\/fashion.*\.csv\.gz$/,
];

/** @returns {string[]} */
function filesBelow(/** @type {string} */ folder) {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
}

/** @returns {import('vite').Plugin} */
export function serviceWorker() {
  return {
    name: 'fewlabels:service-worker',
    apply: 'build',
    enforce: 'post',
    buildStart() {
      this.emitFile({ type: 'chunk', id: resolve('workers/service-worker.ts'), fileName: NAME });
    },
    generateBundle(_options, bundle) {
      const chunk = bundle[NAME];
      // A classic script, as Firefox wants service workers: it cannot import.
      if (chunk?.type !== 'chunk' || chunk.imports.length + chunk.exports.length > 0)
        this.error('the service worker shares code with the page: it has to stand alone');
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler({ dir = 'dist' }) {
        const paths = filesBelow(dir);
        const hash = createHash('sha256');
        for (const path of paths) hash.update(relative(dir, path)).update(readFileSync(path));
        const files = paths
          .map((path) => relative(dir, path).split(sep).join('/'))
          .filter((file) => !NOT_KEPT.some((pattern) => pattern.test(file)));
        const build = {
          version: hash.digest('hex').slice(0, 16),
          files,
          policy: contentSecurity,
        };
        const script = join(dir, NAME);
        const code = readFileSync(script, 'utf8');
        if (!code.includes(PLACEHOLDER)) this.error('the service worker has lost its placeholder');
        writeFileSync(
          script,
          code.replaceAll(PLACEHOLDER, () => JSON.stringify(build)),
        );
      },
    },
  };
}
