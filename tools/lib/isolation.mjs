// SharedArrayBuffer, and with it threads, exists only on a cross-origin isolated page: a server has to send these.
export const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
