import { expose, transfer } from 'comlink';
import { toFailure, type Outcome } from '../src/core/failure';
import type { JobAnswer, JobRequest, WorkerApi } from '../src/core/protocol';
import type { Host } from '../src/core/runner';
import type { Signal } from '../src/core/task';
import { transferableBuffers } from '../src/core/transferables';
import { startKernels } from '../src/kernels/runtime/start';
import { runJob } from '../src/methods/job';

/** A macrotask without the 4 ms clamp of nested timers: messages that wait are served first. */
const turn = new MessageChannel();
turn.port2.start();
const host: Host = {
  now: () => performance.now(),
  breathe: () =>
    new Promise((resolve) => {
      turn.port2.addEventListener('message', () => resolve(), { once: true });
      turn.port1.postMessage(0);
    }),
};

/** Serves jobs, one at a time, on this worker's kernels. The compute and the neural worker are this and nothing else. */
export function serveJobs(): void {
  let started: ReturnType<typeof startKernels> | undefined;
  let signal: Signal = 'go';
  let cancelled = false;

  const api: WorkerApi<MessagePort> = {
    async init(ports) {
      started = startKernels(ports);
      const { runtime } = await started;
      return { threads: runtime.threads, relaxedSimd: runtime.relaxedSimd };
    },
    async run(request: JobRequest, onProgress): Promise<Outcome<JobAnswer>> {
      signal = 'go';
      cancelled = false;
      try {
        if (!started) throw new Error('the worker was given a job before its kernels');
        const { runtime, memory } = await started;
        const control = { host, signal: () => signal, isCancelled: () => cancelled, onProgress };
        const outcome = await runJob(request, runtime, control);
        if (!outcome.ok) return outcome;
        const answer = { ...outcome.value, memoryBytes: memory.buffer.byteLength };
        return transfer({ ok: true, value: answer }, transferableBuffers(answer));
      } catch (thrown) {
        return { ok: false, error: toFailure(thrown) };
      }
    },
    stop() {
      signal = 'stop';
    },
    cancel() {
      signal = 'stop';
      cancelled = true;
    },
  };
  expose(api);
}
