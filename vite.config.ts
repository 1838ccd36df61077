import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// SharedArrayBuffer, and with it threads, exists only on a cross-origin isolated page.
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  define: { global: 'globalThis' }, // plotly.js built from source reads Node's `global`
  build: { target: 'es2022', chunkSizeWarningLimit: 2500, sourcemap: false },
  server: { headers: isolation },
  preview: { headers: isolation },
  test: { include: ['src/**/*.test.ts', 'src/**/*.test.tsx'], environment: 'node', testTimeout: 60_000 },
});
