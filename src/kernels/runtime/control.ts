/**
 * The control block: the first bytes of a shared memory, through which thread 0 hands work to the helpers.
 * All words are i32 and touched with Atomics only; parameters are f64, written before the generation is raised.
 */
export const CONTROL_BYTES = 1024;

export const word = {
  /** Raised by one for each task; helpers sleep on it. */
  generation: 0,
  /** Index of the export to call, in the module's export order. */
  export: 1,
  /** Next block to take; threads add one and own what they read. */
  next: 2,
  end: 3,
  /** Helpers that have not yet finished the task; thread 0 sleeps on it. */
  pending: 4,
  paramCount: 5,
  /** Number of helpers that trapped during the task. */
  failed: 6,
} as const;

const PARAMS_BYTE = 128;
export const MAX_PARAMS = 64;

export interface Control {
  words: Int32Array;
  params: Float64Array;
}

export const controlOf = (memory: WebAssembly.Memory): Control => ({
  words: new Int32Array(memory.buffer, 0, 16),
  params: new Float64Array(memory.buffer, PARAMS_BYTE, MAX_PARAMS),
});

export type ParallelExport = (block: number, thread: number, ...params: number[]) => void;

/** Takes blocks until none is left. The claim order varies between runs; what a block writes does not. */
export function workThrough(
  words: Int32Array,
  run: ParallelExport,
  thread: number,
  params: number[],
): void {
  const end = Atomics.load(words, word.end);
  for (;;) {
    const block = Atomics.add(words, word.next, 1);
    if (block >= end) return;
    run(block, thread, ...params);
  }
}

/** The names of the functions a module exports, in its own order: the same list on every thread. */
export const exportNames = (module: WebAssembly.Module): string[] =>
  WebAssembly.Module.exports(module)
    .filter((entry) => entry.kind === 'function')
    .map((entry) => entry.name);
