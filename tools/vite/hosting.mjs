// Writes `_headers` beside the built page: Netlify and Cloudflare Pages send what it says.
import { headers } from '../lib/headers.mjs';

const indented = (/** @type {Record<string, string>} */ fields) =>
  Object.entries(fields)
    .map(([name, value]) => `  ${name}: ${value}\n`)
    .join('');

const rules = {
  '/*': headers,
  '/assets/*': { 'Cache-Control': 'public, max-age=31536000, immutable' },
  '/sw.js': { 'Cache-Control': 'no-cache' },
};

/** @returns {import('vite').Plugin} */
export function hosting() {
  return {
    name: 'fewlabels:hosting',
    apply: 'build',
    buildStart() {
      const source = Object.entries(rules)
        .map(([path, fields]) => `${path}\n${indented(fields)}`)
        .join('\n');
      this.emitFile({ type: 'asset', fileName: '_headers', source });
    },
  };
}
