import type { BuildFiles } from './protocol';

const CACHE = 'fewlabels';
/** Where the cache remembers which build it holds, as the address of no file. */
const RECORD = '__kept__.json';
/** How many files are fetched at a time: the page goes first. */
const AT_ONCE = 4;

interface Kept extends BuildFiles {
  /** Files of the build before: a page of it may still be open and ask for a part it has not loaded yet. */
  before: string[];
}

const open = (): Promise<Cache> => caches.open(CACHE);
const absolute = (file: string, base: string): string => new URL(file, base).href;

export const keptAnswer = async (request: Request | string): Promise<Response | undefined> =>
  (await open()).match(request, { ignoreVary: true });

export async function keep(request: Request, response: Response): Promise<void> {
  await (await open()).put(request, response);
}

/**
 * Fetches what of a build is not here yet, the page last, so that what is kept is always a whole build; then lets
 * go of files that neither this build nor the one before has. Samples a person opened stay.
 */
export async function keepBuild({ version, files }: BuildFiles, base: string): Promise<void> {
  const cache = await open();
  const record = await cache.match(absolute(RECORD, base));
  const kept = record && ((await record.json()) as Kept);
  if (kept?.version === version) return;
  const here = new Set((await cache.keys()).map(({ url }) => url));
  const missing = files.filter((file) => !here.has(absolute(file, base)) || !isHashed(file));
  for (let i = 0; i < missing.length; i += AT_ONCE)
    await cache.addAll(missing.slice(i, i + AT_ONCE).map((file) => fresh(absolute(file, base))));
  await cache.addAll([fresh(base)]);
  const now: Kept = { version, files, before: kept?.files ?? [] };
  await cache.put(absolute(RECORD, base), Response.json(now));
  const wanted = new Set([
    base,
    ...[RECORD, ...files, ...now.before].map((f) => absolute(f, base)),
  ]);
  for (const { url } of await cache.keys()) {
    if (!wanted.has(url) && !url.startsWith(absolute('samples/', base))) await cache.delete(url);
  }
}

/** Files of a build carry a hash in their names; the others may change under the same name. */
const isHashed = (file: string): boolean => file.startsWith('assets/');

const fresh = (url: string): Request => new Request(url, { cache: 'no-cache' });
