import { readFileSync } from 'node:fs';
import { chooseVariant, createMemory } from './variant';
import { WasmRuntime } from './runtime';

/** A one-thread runtime for unit tests, from the module that `npm run kernels` built. */
export function createTestRuntime(): WasmRuntime {
  const { relaxedSimd } = chooseVariant(false);
  const file = new URL(
    `../generated/kernels.${relaxedSimd ? 'relaxed' : 'plain'}.local.wasm`,
    import.meta.url,
  );
  const module = new WebAssembly.Module(readFileSync(file));
  return new WasmRuntime({ module, memory: createMemory(false), threads: 1, relaxedSimd });
}
