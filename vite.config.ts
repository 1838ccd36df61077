import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { isolation } from './tools/lib/isolation.mjs';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export default defineConfig({
  base: './',
  plugins: [react()],
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
    testTimeout: 60_000,
  },
});
