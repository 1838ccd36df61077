// What a host should send with every file. A host without a say leaves it to the page and its service worker.

/** SharedArrayBuffer, and with it threads, exists only on a cross-origin isolated page: a server has to send these. */
export const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const policy = {
  'default-src': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'worker-src': ["'self'"],
  'connect-src': ["'self'"],
  // Plots are turned into pictures by way of blobs and data addresses.
  'img-src': ["'self'", 'blob:', 'data:'],
  // Mantine and Plotly set styles on elements.
  'style-src': ["'self'", "'unsafe-inline'"],
  'font-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

/** The built page may run its own scripts and load its own files, and nothing else. */
export const contentSecurity = Object.entries(policy)
  .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
  .join('; ');

/**
 * A policy in the page does not hold for its workers: theirs comes with their own files. Nor may a page itself say who
 * frames it.
 *
 * @type {Record<string, string>}
 */
export const headers = {
  ...isolation,
  'Content-Security-Policy': `${contentSecurity}; frame-ancestors 'self'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};
