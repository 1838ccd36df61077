// npm run bench -- --peers: packages for the browser on the same rows, as many of them as they take in a minute.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openLab, openTable, runOnce, valuesOf } from '../page.mjs';
import { median } from '../measure.mjs';
import { count, duration, figure, markdownTable } from '../report.mjs';
import { openSidePage } from '../side-page.mjs';
import { peers } from './peers.mjs';

/** Rows to begin with; doubled as long as the next run is expected to end in time. */
const FIRST_ROWS = 500;
const LONGEST_SECONDS = 60;
/** How time is expected to grow with the rows until two runs have told. */
const EXPONENT = 2;

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));
const versionOf = (name) =>
  JSON.parse(readFileSync(`${modules}/${name}/package.json`, 'utf8')).version;

/** Runs a peer on more and more rows; what it did on the most. */
async function largest(side, key, available) {
  let best = await side.call('peers', 'run', key, Math.min(FIRST_ROWS, available));
  let exponent = EXPONENT;
  while (best.rows < available) {
    const rows = Math.min(available, best.rows * 2);
    if (best.seconds * (rows / best.rows) ** exponent > LONGEST_SECONDS) break;
    const next = await side.call('peers', 'run', key, rows);
    exponent = Math.log(next.seconds / best.seconds) / Math.log(rows / best.rows);
    best = next;
  }
  return best;
}

async function ours(peer, rows, data, side, { repeat, threads }) {
  const lab = await openLab({ threads });
  try {
    await openTable(lab, { train: data.train });
    const drawn = { kind: 'random', count: rows, randomState: 42 };
    const input = { from: 'pixels', table: 'train', rows: drawn, scaling: 'unit' };
    const runs = [];
    for (let i = 0; i < repeat; i++) runs.push(await runOnce(lab, { ...peer.run, input }));
    const last = runs[repeat - 1];
    const values = peer.map && (await valuesOf(lab, last.id));
    const map = values && new Float32Array(new Uint8Array(values).buffer);
    const quality = map
      ? await side.call('peers', 'trustworthiness', rows, [...map])
      : last.figures[peer.quality];
    return { seconds: median(runs.map(({ seconds }) => seconds)), quality };
  } finally {
    await lab.close();
  }
}

export async function runPeers(data, options) {
  const table = [];
  let browser;
  for (const peer of peers.filter(({ key }) => options.keys.includes(key))) {
    console.error(`${peer.title} by ${peer.package} …`);
    const side = await openSidePage();
    try {
      browser = side.version;
      const available = await side.openPeersTable(data.train);
      const theirs = await largest(side, peer.key, available);
      const own = await ours(peer, theirs.rows, data, side, options);
      table.push([
        peer.title,
        `${peer.package} ${versionOf(peer.package)}`,
        theirs.rows < available ? `${count(theirs.rows)} of ${count(available)}` : count(available),
        duration(own.seconds),
        duration(theirs.seconds),
        `${(theirs.seconds / own.seconds).toFixed(1)}×`,
        `${peer.quality} ${figure(own.quality)} · ${figure(theirs.quality)}`,
      ]);
      console.error(`  ${table.at(-1).slice(2).join('   ')}`);
    } catch (thrown) {
      console.error(`  failed: ${thrown.message}`);
      process.exitCode = 1;
    } finally {
      await side.close();
    }
  }
  const head = ['step', 'package', 'rows', 'ours', 'theirs', 'ratio', 'quality: ours · theirs'];
  const note = `A package runs on as many rows as it takes within ${LONGEST_SECONDS} s.`;
  return { text: `${markdownTable(head, table)}\n\n${note}`, browser };
}
