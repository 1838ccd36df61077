import { isolation } from './isolation.mjs';
import { root } from './project.mjs';

/**
 * Serves the built page from this machine to this machine only.
 *
 * @param {{ port?: number, isolated?: boolean }} [options] `port` 0 takes any free one, another one the next free from
 *   there; without `isolated` the headers that allow threads are left out, as on many static hosts.
 */
export async function servePage({ port = 0, isolated = true } = {}) {
  const { preview } = await import('vite');
  const server = await preview({
    configFile: false,
    root,
    logLevel: 'error',
    appType: 'mpa', // a missing file is a 404, not the page again
    preview: { host: '127.0.0.1', port, headers: isolated ? isolation : {} },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    port: address.port,
    close: () => server.close(),
  };
}
