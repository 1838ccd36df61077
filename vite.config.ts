import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { isolation } from './tools/lib/headers.mjs';
import { contentSecurity } from './tools/vite/content-security.mjs';
import { hosting } from './tools/vite/hosting.mjs';
import { serviceWorker } from './tools/vite/service-worker.mjs';
import { algorithmsInWorkersOnly } from './tools/vite/worker-only.mjs';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export default defineConfig({
  base: './',
  plugins: [react(), algorithmsInWorkersOnly(), contentSecurity(), hosting(), serviceWorker()],
  worker: { format: 'es' },
  define: {
    global: 'globalThis', // plotly.js built from source reads Node's `global`
    __APP_VERSION__: JSON.stringify(version),
  },
  build: { target: 'es2022', chunkSizeWarningLimit: 2500, assetsInlineLimit: 0, sourcemap: false },
  server: { headers: isolation },
  preview: { headers: isolation },
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
    environment: 'node',
    // As the page bundles it: Node alone would load tfjs-core twice, once without its gradients.
    server: { deps: { inline: [/@tensorflow/] } },
    testTimeout: 60_000,
    // No test changes what others share: modules are loaded once, not once for each file.
    isolate: false,
  },
});
