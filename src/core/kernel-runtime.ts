/**
 * The numeric kernels as an algorithm sees them: one linear memory, and block-parallel calls into it. The
 * implementation (WebAssembly, threads) is in `kernels/runtime`; core knows only this face of it.
 *
 * A *parallel* kernel export has the signature `(block, thread, ...params)`; blocks are independent, write only
 * their own part of the output, and are cut the same way whatever the number of threads, so the bits do not depend on it.
 */
export interface KernelRuntime {
  /** Threads that take part, this one included. Scratch memory per thread is indexed by `thread` 0 … threads−1. */
  readonly threads: number;
  readonly relaxedSimd: boolean;
  /** Bytes in use and high-water mark of the arena. */
  readonly memory: { used: number; peak: number };

  /** Reserves `bytes` (64-byte aligned, zeroed). Throws ExpectedFailure('tooLarge') when memory cannot grow. */
  alloc(bytes: number): number;
  /** Stack discipline: everything allocated since `mark()` is given back by `release(mark)`. */
  mark(): number;
  release(mark: number): void;

  /** Views into memory; valid until the next `alloc` (memory may grow and move): take them anew after each. */
  u8(pointer: number, length: number): Uint8Array;
  u16(pointer: number, length: number): Uint16Array;
  i32(pointer: number, length: number): Int32Array;
  u32(pointer: number, length: number): Uint32Array;
  f32(pointer: number, length: number): Float32Array;
  f64(pointer: number, length: number): Float64Array;

  /** Calls a plain export on this thread. */
  call(name: string, ...params: number[]): number;
  /** Runs blocks `from … to−1` of a parallel kernel over all threads and returns when all are done. */
  parallel(name: string, from: number, to: number, ...params: number[]): void;
}
