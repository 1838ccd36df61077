import { keep, keptAnswer } from './keep';

/** A network that says nothing for so long is treated as none. */
const PATIENCE_MS = 4000;

/**
 * The same answer with the headers that many static hosts cannot send: those that make a page cross-origin isolated,
 * which SharedArrayBuffer and threads need, and the policy, which workers take from their own files.
 */
function withHeaders(response: Response, policy: string): Response {
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', policy);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

/** The page from the network, so that a new version comes with the next load; the kept one where there is none. */
async function page(request: Request, base: string): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (thrown) {
    const kept = await keptAnswer(base);
    if (kept) return kept;
    throw thrown;
  }
}

/** A file from what is kept, else from the network, and kept from then on. */
async function file(request: Request): Promise<Response> {
  const kept = await keptAnswer(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && response.status === 200) await keep(request, response.clone());
  return response;
}

/** Answers a request of the page for itself or its files; undefined for all others. */
export function answer(
  request: Request,
  base: string,
  policy: string,
): Promise<Response> | undefined {
  if (request.method !== 'GET' || !request.url.startsWith(base)) return undefined;
  const answered = request.mode === 'navigate' ? page(request, base) : file(request);
  return answered.then((response) => withHeaders(response, policy));
}
