import { readFileSync } from 'node:fs';

/**
 * The largest memory that any of the page's own processes ever had, in bytes: what the tab costs, its workers and their
 * shared memory included. Only Linux tells; undefined elsewhere.
 *
 * @param {import('@playwright/test').Browser} browser
 */
export async function peakMemoryBytes(browser) {
  if (process.platform !== 'linux') return undefined;
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => peakOf(id))
    .filter((bytes) => bytes !== undefined);
  return peaks.length ? Math.max(...peaks) : undefined;
}

/** @returns {number | undefined} */
function peakOf(/** @type {number} */ pid) {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found ? Number(found[1]) * 1024 : undefined;
  } catch {
    return undefined; // the process has ended meanwhile
  }
}
