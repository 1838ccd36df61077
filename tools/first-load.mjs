// Tells how much compressed script and style the built page needs before anything is asked for: the files index.html
// names and all they import at once. `npm run first-load`, after a build.
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './lib/project.mjs';

const dist = join(root, process.argv[2] ?? 'dist');
const read = (/** @type {string} */ file) => readFileSync(join(dist, file));
const found = (/** @type {string} */ text, /** @type {RegExp} */ pattern) =>
  [...text.matchAll(pattern)].map(([, file]) => file);

/** The files one script imports at once; those it may import later are not among them. */
const importsOf = (/** @type {string} */ file) =>
  found(read(file).toString(), /(?:from|import)\s*["'](\.[^"']+\.js)["']/g).map((to) =>
    normalize(join(dirname(file), to)),
  );

const html = read('index.html').toString();
const scripts = new Set(found(html, /(?:src|href)="\.\/([^"]+\.js)"/g));
for (const file of scripts) for (const next of importsOf(file)) scripts.add(next);
const styles = found(html, /href="\.\/([^"]+\.css)"/g);

/** @returns {number} bytes after `gzip -9` */
const total = (/** @type {Iterable<string>} */ files) =>
  [...files].reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);
const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;

console.log(`script ${kilobytes(total(scripts))} in ${scripts.size} files`);
console.log(`style  ${kilobytes(total(styles))} in ${styles.length} files`);
