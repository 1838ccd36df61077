// Compiles bench/page/micro/peak.as.ts in the variants of the lab's own kernels that threads can share.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const out = join(root, 'bench/page/generated');

export async function compilePeak() {
  mkdirSync(out, { recursive: true });
  for (const simd of ['plain', 'relaxed']) {
    const said = [];
    const flags = [
      ['--baseDir', root, '--outFile', join(out, `peak.${simd}.wasm`)],
      ['-O3', '--noAssert', '--runtime', 'stub', '--use', 'abort='],
      ['--importMemory', '--memoryBase', '65536', '--initialMemory', '2', '--enable', 'simd'],
      simd === 'relaxed' ? ['--enable', 'relaxed-simd'] : [],
      ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'],
    ].flat();
    const { error } = await main(['bench/page/micro/peak.as.ts', ...flags], {
      stderr: { write: (chunk) => said.push(String(chunk)) },
    });
    if (error) throw new Error(`peak.as.ts: ${said.join('')}`);
  }
}
