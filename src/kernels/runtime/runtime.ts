import { ExpectedFailure } from '../../core/failure';
import type { KernelRuntime } from '../../core/kernel-runtime';
import {
  controlOf,
  exportNames,
  MAX_PARAMS,
  word,
  workThrough,
  type Control,
  type ParallelExport,
} from './control';

const PAGE = 65536;
/** Static data of the module ends well below this (`--memoryBase 65536` in tools/build-kernels.mjs). */
const ARENA_START = 2 * PAGE;
const ALIGN = 64;
/** Checks of the pending count before thread 0 sleeps: most tasks end within microseconds of each other. */
const SPINS = 4000;

export interface RuntimeOptions {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** Helpers already serving on this memory, plus one. */
  threads: number;
  relaxedSimd: boolean;
}

/** The kernels on WebAssembly: a stack-like arena in one memory, and block-parallel calls over its threads. */
export class WasmRuntime implements KernelRuntime {
  readonly threads: number;
  readonly relaxedSimd: boolean;
  private readonly memoryObject: WebAssembly.Memory;
  private readonly functions: Map<string, { index: number; run: ParallelExport }>;
  private control: Control;
  private top = ARENA_START;
  private peak = 0;

  constructor({ module, memory, threads, relaxedSimd }: RuntimeOptions) {
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    this.functions = new Map(
      exportNames(module).map((name, index) => [
        name,
        { index, run: exports[name] as ParallelExport },
      ]),
    );
    this.memoryObject = memory;
    this.threads = threads;
    this.relaxedSimd = relaxedSimd;
    this.control = controlOf(memory);
  }

  get memory(): { used: number; peak: number } {
    return { used: this.top - ARENA_START, peak: this.peak };
  }

  alloc(bytes: number): number {
    const pointer = this.top;
    const end = Math.ceil((pointer + bytes) / ALIGN) * ALIGN;
    const missing = Math.ceil(end / PAGE) - this.memoryObject.buffer.byteLength / PAGE;
    if (missing > 0) this.grow(missing, bytes);
    this.top = end;
    // What was never handed out is still zero.
    const used = Math.min(end, ARENA_START + this.peak);
    if (used > pointer) this.u8(pointer, used - pointer).fill(0);
    this.peak = Math.max(this.peak, end - ARENA_START);
    return pointer;
  }

  private grow(pages: number, bytes: number): void {
    try {
      this.memoryObject.grow(pages);
    } catch {
      const mebibytes = Math.round(bytes / 2 ** 20);
      throw new ExpectedFailure(
        'tooLarge',
        `The browser has no room for ${mebibytes} MiB more. Use fewer rows, or close other tabs.`,
      );
    }
    this.control = controlOf(this.memoryObject);
  }

  mark(): number {
    return this.top;
  }

  release(mark: number): void {
    this.top = mark;
  }

  u8 = (pointer: number, length: number) =>
    new Uint8Array(this.memoryObject.buffer, pointer, length);
  u16 = (pointer: number, length: number) =>
    new Uint16Array(this.memoryObject.buffer, pointer, length);
  i32 = (pointer: number, length: number) =>
    new Int32Array(this.memoryObject.buffer, pointer, length);
  u32 = (pointer: number, length: number) =>
    new Uint32Array(this.memoryObject.buffer, pointer, length);
  f32 = (pointer: number, length: number) =>
    new Float32Array(this.memoryObject.buffer, pointer, length);
  f64 = (pointer: number, length: number) =>
    new Float64Array(this.memoryObject.buffer, pointer, length);

  private find(name: string): { index: number; run: ParallelExport } {
    const found = this.functions.get(name);
    if (!found) throw new Error(`kernel ${name} is not in the module: run "npm run kernels"`);
    return found;
  }

  call(name: string, ...params: number[]): number {
    return this.find(name).run(params[0], params[1], ...params.slice(2)) as unknown as number;
  }

  parallel(name: string, from: number, to: number, ...params: number[]): void {
    const { index, run } = this.find(name);
    if (this.threads === 1 || to - from <= 1) {
      for (let block = from; block < to; block++) run(block, 0, ...params);
      return;
    }
    if (params.length > MAX_PARAMS) throw new Error(`kernel ${name}: ${params.length} parameters`);
    const { words } = this.control;
    this.control.params.set(params);
    Atomics.store(words, word.paramCount, params.length);
    Atomics.store(words, word.export, index);
    Atomics.store(words, word.next, from);
    Atomics.store(words, word.end, to);
    Atomics.store(words, word.failed, 0);
    Atomics.store(words, word.pending, this.threads - 1);
    Atomics.add(words, word.generation, 1);
    Atomics.notify(words, word.generation);
    workThrough(words, run, 0, params);
    this.waitForHelpers(name);
  }

  private waitForHelpers(name: string): void {
    const { words } = this.control;
    for (let spin = 0; spin < SPINS; spin++) if (Atomics.load(words, word.pending) === 0) break;
    for (;;) {
      const pending = Atomics.load(words, word.pending);
      if (pending === 0) break;
      Atomics.wait(words, word.pending, pending);
    }
    if (Atomics.load(words, word.failed) > 0)
      throw new Error(`kernel ${name} trapped on a helper thread`);
  }
}
