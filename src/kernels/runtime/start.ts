import plainLocal from '../generated/kernels.plain.local.wasm?url';
import plainShared from '../generated/kernels.plain.shared.wasm?url';
import relaxedLocal from '../generated/kernels.relaxed.local.wasm?url';
import relaxedShared from '../generated/kernels.relaxed.shared.wasm?url';
import type { HelperStart } from './helper';
import { WasmRuntime } from './runtime';
import { chooseVariant, createMemory, type Variant } from './variant';

const urlOf = ({ relaxedSimd, shared }: Variant): string =>
  relaxedSimd ? (shared ? relaxedShared : relaxedLocal) : shared ? plainShared : plainLocal;

/** Lets the thread behind a port serve a module on a memory; resolves when it waits for work. */
export function startHelper(port: MessagePort, start: HelperStart): Promise<void> {
  return new Promise((resolve, reject) => {
    port.addEventListener(
      'message',
      ({ data }: MessageEvent<{ ready: boolean; error?: string }>) => {
        if (data.ready) resolve();
        else reject(new Error(`kernel thread ${start.thread}: ${data.error ?? 'did not start'}`));
      },
    );
    port.start();
    port.postMessage(start);
  });
}

/**
 * Loads the fitting build of the kernels in this worker and hands its memory to the helpers behind `ports`.
 * Without cross-origin isolation there is one thread, whatever the number of ports.
 */
export async function startKernels(
  ports: MessagePort[],
): Promise<{ runtime: WasmRuntime; memory: WebAssembly.Memory }> {
  const variant = chooseVariant();
  const response = await fetch(urlOf(variant));
  if (!response.ok)
    throw new Error(`the kernels could not be loaded: ${response.status} ${response.url}`);
  const module = await WebAssembly.compile(await response.arrayBuffer());
  const memory = createMemory(variant.shared);
  const helpers = variant.shared ? ports : [];
  await Promise.all(
    helpers.map((port, index) => startHelper(port, { module, memory, thread: index + 1 })),
  );
  const threads = helpers.length + 1;
  return {
    runtime: new WasmRuntime({ module, memory, threads, relaxedSimd: variant.relaxedSimd }),
    memory,
  };
}
