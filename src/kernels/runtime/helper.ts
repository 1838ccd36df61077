import { controlOf, exportNames, word, workThrough, type ParallelExport } from './control';

/** What a helper thread is told when its group starts. */
export interface HelperStart {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** 1 … threads−1; thread 0 is the one that runs the algorithm. */
  thread: number;
}

/**
 * Serves kernels for ever: sleeps until thread 0 raises the generation, takes blocks, reports. Never returns, so the
 * worker it runs in listens to no message afterwards and ends by `terminate()`.
 */
export function serveHelper({ module, memory, thread }: HelperStart, ready: () => void): never {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const functions = exportNames(module).map((name) => exports[name] as ParallelExport);
  const { words, params } = controlOf(memory);
  let seen = Atomics.load(words, word.generation);
  ready();
  for (;;) {
    Atomics.wait(words, word.generation, seen);
    const generation = Atomics.load(words, word.generation);
    if (generation === seen) continue;
    seen = generation;
    try {
      const count = Atomics.load(words, word.paramCount);
      workThrough(
        words,
        functions[Atomics.load(words, word.export)],
        thread,
        Array.from(params.subarray(0, count)),
      );
    } catch {
      Atomics.add(words, word.failed, 1);
    }
    if (Atomics.sub(words, word.pending, 1) === 1) Atomics.notify(words, word.pending);
  }
}
