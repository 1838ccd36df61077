// Compiles every src/kernels/*/kernel.as.ts into one module, in four variants: plain or relaxed SIMD, each for shared
// memory (threads) and for a memory of one thread. Does nothing when no source has changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const kernels = join(root, 'src/kernels');
const out = join(kernels, 'generated');

const sources = readdirSync(kernels, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.as.ts'))
  .sort();
const entries = sources.filter((file) => file.endsWith('kernel.as.ts'));
const hash = createHash('sha256');
for (const file of [
  ...sources.map((file) => join(kernels, file)),
  fileURLToPath(import.meta.url),
]) {
  hash.update(file).update(readFileSync(file));
}
const digest = hash.digest('hex');
const stamp = join(out, 'sources.sha256');
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) {
  console.log('kernels: up to date');
  process.exit(0);
}

const { default: asc } = await import('assemblyscript/asc');
mkdirSync(out, { recursive: true });
for (const simd of ['plain', 'relaxed']) {
  for (const memory of ['local', 'shared']) {
    const file = join(out, `kernels.${simd}.${memory}.wasm`);
    const flags = [
      ['--baseDir', root, '--outFile', file],
      ['-O3', '--noAssert', '--runtime', 'stub', '--use', 'abort='],
      ['--importMemory', '--memoryBase', '65536', '--initialMemory', '2', '--enable', 'simd'],
      simd === 'relaxed' ? ['--enable', 'relaxed-simd'] : [],
      memory === 'shared'
        ? ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536']
        : [],
    ].flat();
    /** @type {string[]} */
    const said = [];
    const { error } = await asc.main(
      [...entries.map((entry) => join('src/kernels', entry)), ...flags],
      {
        stderr: { write: (chunk) => said.push(String(chunk)) },
      },
    );
    if (error) {
      console.error(said.join(''));
      console.error(`kernels: ${simd} ${memory} failed: ${error.message}`);
      process.exit(1);
    }
    console.log(`kernels: ${simd} ${memory}, ${(statSync(file).size / 1024).toFixed(1)} KiB`);
  }
}
writeFileSync(stamp, digest);
