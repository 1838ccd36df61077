// Times kernels one by one on the lab's own runtime, and what the machine can do at most.
import { expose } from 'comlink';
import { dense } from './dense';
import { batchSeconds, type Arithmetic, type Micro } from './measured';
import { network } from './network';
import { machinePeak, type Peak } from './peak';
import { kernelRuntime } from './runtime';
import { sparse } from './sparse';

const micros: Record<string, Micro> = { ...dense, ...sparse, ...network };

export interface Timed {
  title: string;
  arithmetic: Arithmetic;
  counted?: string;
  seconds: number;
  operations: number;
  bytes: number;
}

const api = {
  peak: (threads: number): Promise<Peak> => machinePeak(threads),

  async time(key: string, threads: number): Promise<Timed> {
    const { prepare, title, arithmetic, counted } = micros[key];
    const kernels = await kernelRuntime(threads);
    const { run, operations, bytes } = prepare(kernels);
    const batches = batchSeconds(run);
    const seconds = batches[batches.length >> 1];
    return { title, arithmetic, counted, seconds, operations, bytes };
  },

  relaxedSimd: async (): Promise<boolean> => (await kernelRuntime(1)).relaxedSimd,
};

export type MicroApi = typeof api;
expose(api);
