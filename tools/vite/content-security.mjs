// Writes the policy into the built page, for hosts that send none. The development server needs more than it allows.
import { contentSecurity as content } from '../lib/headers.mjs';

/** @returns {import('vite').Plugin} */
export function contentSecurity() {
  return {
    name: 'fewlabels:content-security',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content },
        injectTo: 'head-prepend',
      },
    ],
  };
}
