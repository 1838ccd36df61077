import { headers } from './headers.mjs';
import { root } from './project.mjs';

/**
 * Serves the built page from this machine to this machine only.
 *
 * @param {{ port?: number, folder?: string, bare?: boolean }} [options] `port` 0 takes any free one, another one the
 *   next free from there; `folder` is where on the host the page lies; `bare` sends no headers, as many static hosts do.
 */
export async function servePage({ port = 0, folder = '/', bare = false } = {}) {
  const { preview } = await import('vite');
  const server = await preview({
    configFile: false,
    root,
    base: folder,
    logLevel: 'error',
    appType: 'mpa', // a missing file is a 404, not the page again
    preview: { host: '127.0.0.1', port, headers: bare ? {} : headers },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}${folder}`,
    port: address.port,
    close: () => server.close(),
  };
}
