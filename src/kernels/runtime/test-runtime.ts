import { readFileSync } from 'node:fs';
import { chooseVariant, createMemory } from './variant';
import type { KernelRuntime } from '../../core/kernel-runtime';
import { WasmRuntime } from './runtime';

/** A one-thread runtime for unit tests, from the module that `npm run kernels` built. */
export function createTestRuntime(): WasmRuntime {
  const { relaxedSimd } = chooseVariant();
  const file = new URL(
    `../generated/kernels.${relaxedSimd ? 'relaxed' : 'plain'}.local.wasm`,
    import.meta.url,
  );
  const module = new WebAssembly.Module(readFileSync(file));
  return new WasmRuntime({ module, memory: createMemory(false), threads: 1, relaxedSimd });
}

/** Runs blocks in another order and on other threads' scratch memory than one thread does. */
export function onThreeThreads(kernels: KernelRuntime): KernelRuntime {
  const parallel = (name: string, from: number, to: number, ...params: number[]) => {
    for (let block = to - 1; block >= from; block--)
      kernels.call(name, block, block % 3, ...params);
  };
  return new Proxy(kernels, {
    get(target, key) {
      if (key === 'threads') return 3;
      if (key === 'parallel') return parallel;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
