import type { WasmRuntime } from '../../../src/kernels/runtime/runtime';
import { batchSeconds, type Arithmetic } from './measured';
import { peakRuntime } from './runtime';

/** Additions and multiplications in a second, by kind, and bytes read in a second from memory beyond all caches. */
export type Peak = Record<Arithmetic, number> & { read: number };

const ROUNDS = 1_000_000;
const CHAINS = 10;
const LANES = { single: 4, double: 2, whole: 8 } as const;
const KERNELS = { single: 'peakSingle', double: 'peakDouble', whole: 'peakWhole' } as const;
const READ_BYTES = 2 ** 26;

/** The fastest batch counts: other work on the machine is no property of it. */
function measure(runtime: WasmRuntime): Peak {
  const { threads } = runtime;
  const out = runtime.alloc(threads * 64);
  const arithmetic = (kind: Arithmetic): number => {
    const [seconds] = batchSeconds(() => runtime.parallel(KERNELS[kind], 0, threads, ROUNDS, out));
    return (threads * ROUNDS * CHAINS * LANES[kind] * 2) / seconds;
  };
  const data = runtime.alloc(threads * READ_BYTES);
  const [seconds] = batchSeconds(() =>
    runtime.parallel('peakRead', 0, threads, data, READ_BYTES, out),
  );
  return {
    single: arithmetic('single'),
    double: arithmetic('double'),
    whole: arithmetic('whole'),
    read: (threads * READ_BYTES) / seconds,
  };
}

export const machinePeak = async (threads: number): Promise<Peak> =>
  measure(await peakRuntime(threads));
