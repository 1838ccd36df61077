// Type-checks every part of the project against the library it may use: the core has no DOM, workers have no window.
import { spawnSync } from 'node:child_process';

const parts = ['core', 'worker', 'dom', 'node', 'tools'];
let failed = false;
for (const part of parts) {
  const { status } = spawnSync('npx', ['--no-install', 'tsc', '-p', `tsconfig/${part}.json`], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  console.log(`types ${part}: ${status === 0 ? 'ok' : 'failed'}`);
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
