// npm run bench -- --micro: each kernel's arithmetic and traffic as a share of what the machine can do.
import { cpus } from 'node:os';
import { duration, markdownTable } from '../report.mjs';
import { openSidePage } from '../side-page.mjs';

const NAMES = { single: 'f32', double: 'f64', whole: 'i16' };
const giga = (perSecond) => (perSecond / 1e9).toPrecision(3);
const mega = (perSecond) => (perSecond / 1e6).toPrecision(3);
const percent = (share) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

/** One row for one thread, or for several. */
function rowOf(one, peak, threads) {
  const { title, arithmetic, counted, seconds: took, operations, bytes } = one;
  const rate = operations / took;
  return [
    title,
    String(threads),
    duration(took),
    counted ? `${mega(rate)} M ${counted}/s` : `${giga(rate)} GOP/s ${NAMES[arithmetic]}`,
    counted ? '' : percent(rate / peak[arithmetic]),
    `${giga(bytes / took)} GB/s`,
    percent(bytes / took / peak.read),
  ];
}

export async function runMicro(_, options) {
  const most = options.threads ?? cpus().length;
  const counts = most > 1 ? [1, most] : [1];
  const side = await openSidePage();
  try {
    const peaks = new Map();
    for (const threads of counts) peaks.set(threads, await side.call('micro', 'peak', threads));
    const rows = [];
    for (const key of options.keys) {
      for (const threads of counts) {
        const one = await side.call('micro', 'time', key, threads);
        rows.push(rowOf(one, peaks.get(threads), threads));
        console.error(rows.at(-1).join('   '));
      }
    }
    const machine = counts.map((threads) => {
      const { single, double, whole, read } = peaks.get(threads);
      return [String(threads), ...[single, double, whole, read].map(giga)];
    });
    const relaxed = await side.call('micro', 'relaxedSimd');
    const text = [
      `What the machine can do in this page, ${relaxed ? 'with' : 'without'} relaxed SIMD:\n`,
      markdownTable(['threads', 'f32 GOP/s', 'f64 GOP/s', 'i16 GOP/s', 'reading GB/s'], machine),
      '',
      markdownTable(
        ['kernel', 'threads', 'time', 'arithmetic', 'of its peak', 'traffic', 'of reading'],
        rows,
      ),
    ];
    return { text: text.join('\n'), browser: side.version };
  } finally {
    await side.close();
  }
}
