import { WasmRuntime } from '../../../src/kernels/runtime/runtime';
import { startHelper, startKernels } from '../../../src/kernels/runtime/start';
import { createMemory, hasRelaxedSimd } from '../../../src/kernels/runtime/variant';
import plainPeak from '../generated/peak.plain.wasm?url';
import relaxedPeak from '../generated/peak.relaxed.wasm?url';

/** Ports to new helper threads, as the lab's engine makes them. */
function helperPorts(count: number): MessagePort[] {
  return Array.from({ length: count }, () => {
    const helper = new Worker(new URL('../../../workers/kernel-thread.ts', import.meta.url), {
      type: 'module',
    });
    const { port1, port2 } = new MessageChannel();
    helper.postMessage(port1, [port1]);
    return port2;
  });
}

/** The lab's kernels on so many threads. */
export async function kernelRuntime(threads: number): Promise<WasmRuntime> {
  return (await startKernels(helperPorts(threads - 1))).runtime;
}

/** The loops of peak.as.ts on so many threads, in the same variant as the kernels. */
export async function peakRuntime(threads: number): Promise<WasmRuntime> {
  const relaxedSimd = hasRelaxedSimd();
  const response = await fetch(relaxedSimd ? relaxedPeak : plainPeak);
  const module = await WebAssembly.compile(await response.arrayBuffer());
  const memory = createMemory(true);
  await Promise.all(
    helperPorts(threads - 1).map((port, i) => startHelper(port, { module, memory, thread: i + 1 })),
  );
  return new WasmRuntime({ module, memory, threads, relaxedSimd });
}
